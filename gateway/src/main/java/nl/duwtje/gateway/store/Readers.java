package nl.duwtje.gateway.store;

import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A few connections that only read; each read sees one state of the database and does not wait for the writer. Safe for all threads. */
final class Readers implements AutoCloseable {

    /** What a read does; must not keep the connection. */
    @FunctionalInterface
    interface Read<T> {
        T run(Sql sql) throws SQLException;
    }

    private static final int CONNECTIONS = 4;
    private static final long PATIENCE_SECONDS = 10;
    private static final Logger LOG = LoggerFactory.getLogger(Readers.class);

    private final BlockingQueue<Sql> free = new ArrayBlockingQueue<>(CONNECTIONS);

    private int open;

    Readers(SqliteFile file) throws SQLException {
        try {
            for (; open < CONNECTIONS; open++) {
                free.add(file.openReader());
            }
        } catch (SQLException | RuntimeException e) {
            close();
            throw e;
        }
    }

    <T> T read(Read<T> read) {
        Sql sql = null;
        try {
            sql = free.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (sql == null) {
                throw new StoreException("the store is closed, or too many read it", null);
            }
            return read.run(sql);
        } catch (SQLException e) {
            throw new StoreException("the store cannot be read: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while waiting to read the store", e);
        } finally {
            if (sql != null) {
                free.add(sql);
            }
        }
    }

    /** Waits for reads that run. */
    @Override
    public void close() {
        for (; open > 0; open--) {
            try {
                Sql sql = free.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (sql == null) {
                    return;
                }
                sql.close();
            } catch (SQLException e) {
                LOG.atWarn().setMessage("store connection did not close").setCause(e).log();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
