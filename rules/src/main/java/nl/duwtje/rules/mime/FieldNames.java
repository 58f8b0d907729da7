package nl.duwtje.rules.mime;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The names of the header fields that nearly every mail has, so that a name is not made anew for each field of each mail. Stateless. */
final class FieldNames {

    private static final int LONGEST = 40;
    /** By length: those of one length, as mail programs write them. */
    private static final String[][] KNOWN = byLength("Received", "From", "To", "Cc", "Subject", "Date", "Message-ID", "Message-Id",
            "MIME-Version", "Content-Type", "Content-Transfer-Encoding", "Content-Disposition", "Content-ID", "Content-Id",
            "Content-Description", "Content-Language", "Content-Class", "In-Reply-To", "References", "Reply-To", "Sender", "Return-Path",
            "Thread-Topic", "Thread-Index", "Accept-Language", "Importance", "Priority", "Sensitivity", "Precedence", "Auto-Submitted",
            "User-Agent", "X-Mailer", "X-Priority", "X-MSMail-Priority", "X-MimeOLE", "X-Originating-IP", "X-ClientProxiedBy",
            "X-MS-Has-Attach", "X-MS-TNEF-Correlator", "X-MS-Exchange-Transport-FromEntityHeader",
            "X-MS-PublicTrafficType", "X-MS-Office365-Filtering-Correlation-Id", "X-MS-TrafficTypeDiagnostic",
            "X-MS-Exchange-SenderADCheck", "X-OriginatorOrg", "X-Auto-Response-Suppress", "DKIM-Signature", "ARC-Seal",
            "ARC-Message-Signature", "ARC-Authentication-Results", "Authentication-Results", "Received-SPF", "List-Id", "List-Unsubscribe",
            "List-Unsubscribe-Post", "List-Post", "List-Help", "Organization", "Disposition-Notification-To");

    private FieldNames() {}

    private static String[][] byLength(String... names) {
        List<List<String>> lists = new ArrayList<>();
        for (int length = 0; length <= LONGEST; length++) {
            lists.add(new ArrayList<>());
        }
        for (String name : names) {
            lists.get(name.length()).add(name);
        }
        return lists.stream().map(list -> list.toArray(String[]::new)).toArray(String[][]::new);
    }

    /** The name that stands in {@code from..to}, written so; null when it is another one. */
    static String known(ByteBuffer bytes, int from, int to) {
        int length = to - from;
        if (length > LONGEST) {
            return null;
        }
        for (String name : KNOWN[length]) {
            int i = 0;
            while (i < length && bytes.get(from + i) == name.charAt(i)) {
                i++;
            }
            if (i == length) {
                return name;
            }
        }
        return null;
    }
}
