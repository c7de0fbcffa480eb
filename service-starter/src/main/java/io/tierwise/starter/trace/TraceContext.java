package io.tierwise.starter.trace;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The W3C trace context of the current thread, kept in the logging context so that every line
 * carries it.
 *
 * @param traceId 32 hex digits
 * @param spanId 16 hex digits
 */
public record TraceContext(String traceId, String spanId) {
  public static final String HEADER = "traceparent";
  private static final String MDC_TRACE = "traceId";
  private static final String MDC_SPAN = "spanId";
  private static final Pattern TRACEPARENT =
      Pattern.compile("00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-[0-9a-f]{2}");

  /** Continues the trace of a header, or starts one where there is none or it is broken. */
  public static TraceContext continuing(@Nullable String traceparent) {
    Matcher matcher = TRACEPARENT.matcher(traceparent == null ? "" : traceparent);
    return new TraceContext(matcher.matches() ? matcher.group(1) : hex(2), hex(1));
  }

  public static @Nullable String currentTraceId() {
    return MDC.get(MDC_TRACE);
  }

  /** The header to send on, if the thread has a trace. */
  public static @Nullable String currentHeader() {
    String trace = MDC.get(MDC_TRACE);
    return trace == null ? null : "00-" + trace + "-" + MDC.get(MDC_SPAN) + "-01";
  }

  public void open() {
    MDC.put(MDC_TRACE, traceId);
    MDC.put(MDC_SPAN, spanId);
  }

  public static void close() {
    MDC.remove(MDC_TRACE);
    MDC.remove(MDC_SPAN);
  }

  /** Ids need to be distinct, not secret or repeatable, so they are not drawn from a seed. */
  private static String hex(int longs) {
    StringBuilder hex = new StringBuilder(longs * 16);
    for (int i = 0; i < longs; i++) {
      hex.append(
          HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE)));
    }
    return hex.toString();
  }
}
