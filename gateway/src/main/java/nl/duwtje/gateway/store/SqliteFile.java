package nl.duwtje.gateway.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;

import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteJDBCLoader;

import nl.duwtje.rules.settings.SettingsException;

/** The database file: opens connections that keep what they say, or says in one line why it cannot. */
final class SqliteFile {

    private static final int BUSY_MILLIS = 10_000;
    private static final String NATIVE_FOLDER = "org.sqlite.tmpdir";

    private final Path file;

    private SqliteFile(Path file) {
        this.file = file;
    }

    /** Makes the file when there is none, for our eyes only; its -wal and -shm files inherit that. */
    static SqliteFile at(Path configured) {
        Path file = configured.toAbsolutePath().normalize();
        Path folder = file.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new SettingsException("store.url: the folder " + folder + " does not exist");
        }
        if (Files.isDirectory(file)) {
            throw new SettingsException("store.url: " + file + " is a folder, not a file");
        }
        try {
            if (Files.notExists(file)) {
                Files.createFile(file, privately(folder, "rw-------"));
            }
        } catch (java.nio.file.FileAlreadyExistsException anotherProcessWasFirst) {
            // then it is there, which is what we want
        } catch (IOException e) {
            throw new SettingsException("store.url: cannot make " + file + ": " + e, e);
        }
        loadNativeLibrary(folder);
        return new SqliteFile(file);
    }

    /** The permissions where the file system knows them. */
    static FileAttribute<?>[] privately(Path folder, String permissions) {
        return isPosix(folder)
                ? new FileAttribute<?>[]{PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))}
                : new FileAttribute<?>[0];
    }

    static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    Path path() {
        return file;
    }

    /** The first connection: brings the tables up to date. */
    Sql openAndMigrate() {
        try {
            Sql sql = openWriter();
            try {
                Schema.migrate(sql, file.toString());
                return sql;
            } catch (SQLException | RuntimeException e) {
                sql.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new SettingsException("store.url: " + file + " cannot be used: " + reason(e), e);
        }
    }

    /** A connection for the writer, each pragma read back. */
    Sql openWriter() throws SQLException {
        Sql sql = open();
        try {
            sql.text("PRAGMA journal_mode = WAL");
            // FULL: in WAL mode NORMAL may forget the last commits at a power loss
            sql.run("PRAGMA synchronous = FULL");
            // what a savepoint needs to go back is bounded by the group, and a temp file for it costs more than the change
            sql.run("PRAGMA temp_store = MEMORY");
            sql.run("PRAGMA cache_size = -16000");
            sql.run("PRAGMA wal_autocheckpoint = 4000");
            sql.text("PRAGMA journal_size_limit = 67108864");
            expect(sql, "journal_mode", "wal");
            expect(sql, "synchronous", "2");
            return sql;
        } catch (SQLException | RuntimeException e) {
            sql.close();
            throw e;
        }
    }

    /** A connection that cannot change anything. */
    Sql openReader() throws SQLException {
        Sql sql = open();
        try {
            sql.run("PRAGMA query_only = ON");
            expect(sql, "query_only", "1");
            return sql;
        } catch (SQLException | RuntimeException e) {
            sql.close();
            throw e;
        }
    }

    private Sql open() throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setGetGeneratedKeys(false); // else the driver asks for the last row's id after each change
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        source.setBusyTimeout(BUSY_MILLIS);
        source.setEnforceForeignKeys(true);
        Sql sql = new Sql(source.getConnection());
        try {
            expect(sql, "foreign_keys", "1");
            expect(sql, "busy_timeout", String.valueOf(BUSY_MILLIS));
            return sql;
        } catch (SQLException | RuntimeException e) {
            sql.close();
            throw e;
        }
    }

    private void expect(Sql sql, String pragma, String value) throws SQLException {
        String actual = sql.text("PRAGMA " + pragma);
        if (!value.equals(actual)) {
            throw new SettingsException("store.url: " + file + ": SQLite did not take " + pragma + "=" + value + " but stays at " + actual
                    + "; held mail would not be safe there");
        }
    }

    private static String reason(SQLException e) {
        return e instanceof SQLiteException known ? switch (known.getResultCode()) {
            case SQLITE_NOTADB -> "it is not a SQLite database";
            case SQLITE_READONLY, SQLITE_READONLY_DBMOVED, SQLITE_READONLY_DIRECTORY -> "it is read-only";
            case SQLITE_CANTOPEN -> "it, or a file beside it, cannot be opened";
            default -> known.getMessage();
        } : e.getMessage();
    }

    /** The driver unpacks a library into java.io.tmpdir; where that is mounted noexec, beside the database may do. */
    private static void loadNativeLibrary(Path folder) {
        try {
            SQLiteJDBCLoader.initialize();
        } catch (Exception noexec) {
            if (System.getProperty(NATIVE_FOLDER) != null) {
                throw new SettingsException("SQLite's library cannot be loaded from " + System.getProperty(NATIVE_FOLDER), noexec);
            }
            System.setProperty(NATIVE_FOLDER, folder.toString());
            try {
                SQLiteJDBCLoader.initialize();
            } catch (Exception still) {
                throw new SettingsException("SQLite's library cannot be loaded from " + System.getProperty("java.io.tmpdir") + " nor from "
                        + folder + "; set -D" + NATIVE_FOLDER + " to a folder from which programs may run", still);
            }
        }
    }
}
