package io.tierwise.ingest.validation;

import io.tierwise.contracts.ingest.RejectedEvent.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a body says beside its events.
 *
 * @param writeKey as clients that cannot set a header send it
 * @param context shared by all events; their own fields win
 * @param sentAt by the client's clock
 * @param reasons against the body as a whole; empty where it is good
 */
public record Envelope(
    @Nullable String writeKey,
    Map<String, Object> context,
    @Nullable Instant sentAt,
    List<Reason> reasons) {
  /**
   * @param maxBytes that may stand beside the events
   */
  public static Envelope read(byte[] json, int maxBytes) {
    Findings findings = new Findings();
    if (json.length > maxBytes) {
      findings.add(
          "$", ReasonCode.TOO_LARGE, json.length + " bytes beside the events; at most " + maxBytes);
      return new Envelope(null, Map.of(), null, findings.reasons());
    }
    int invalid = Utf8.firstInvalid(json, 0, json.length);
    if (invalid >= 0) {
      findings.add("$", ReasonCode.NOT_UTF_8, "not UTF-8 beside the events");
      return new Envelope(null, Map.of(), null, findings.reasons());
    }
    Map<String, Object> tree =
        JsonTree.read(json, 0, json.length, EventLimits.ofBytes(maxBytes), findings);
    if (tree == null) {
      return new Envelope(null, Map.of(), null, findings.reasons());
    }
    Fields fields = new Fields(tree, findings);
    return new Envelope(
        fields.id("writeKey"),
        fields.map("context"),
        Timestamps.take(fields, "sentAt"),
        findings.reasons());
  }
}
