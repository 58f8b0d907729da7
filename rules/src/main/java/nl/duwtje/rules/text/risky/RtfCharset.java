package nl.duwtje.rules.text.risky;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Code pages as RTF numbers them. */
final class RtfCharset {

    static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    private RtfCharset() {}

    /** By {@code \ansicpg}; windows-1252 when unknown. */
    static Charset ofCodePage(int page) {
        return switch (page) {
            case 65001 -> StandardCharsets.UTF_8;
            case 437, 850, 852, 855, 857, 858, 860, 861, 862, 863, 865, 866, 869 -> named("IBM" + page);
            case 874, 932 -> named(page == 932 ? "windows-31j" : "x-windows-874");
            case 936 -> named("GBK");
            case 949 -> named("x-windows-949");
            case 950 -> named("Big5");
            case 10000 -> named("x-MacRoman");
            default -> page >= 1250 && page <= 1258 ? named("windows-" + page) : WINDOWS_1252;
        };
    }

    /** By {@code \fcharset} of a font; null when the font says nothing. */
    static Charset ofFont(int charset) {
        return switch (charset) {
            case 77 -> ofCodePage(10000);
            case 128 -> ofCodePage(932);
            case 129 -> ofCodePage(949);
            case 134 -> ofCodePage(936);
            case 136 -> ofCodePage(950);
            case 161 -> ofCodePage(1253);
            case 162 -> ofCodePage(1254);
            case 163 -> ofCodePage(1258);
            case 177 -> ofCodePage(1255);
            case 178 -> ofCodePage(1256);
            case 186 -> ofCodePage(1257);
            case 204 -> ofCodePage(1251);
            case 222 -> ofCodePage(874);
            case 238 -> ofCodePage(1250);
            default -> null;
        };
    }

    private static Charset named(String name) {
        return Charset.isSupported(name) ? Charset.forName(name) : WINDOWS_1252;
    }
}
