package io.tierwise.ingest.rejects;

import io.tierwise.contracts.ingest.RejectedEvent.Reason;
import io.tierwise.ingest.Answers.EventResults;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** What looking at a rejected event once more came to. */
sealed interface Verdict {
  /**
   * It may go on.
   *
   * @param messages to send
   * @param messageId null for a batch
   * @param results of a batch's events; null for a single one
   */
  record Fit(
      List<ProducerRecord<String, byte[]>> messages,
      @Nullable String messageId,
      @Nullable EventResults results)
      implements Verdict {}

  record Unfit(List<Reason> reasons) implements Verdict {
    static Unfit of(String field, String code, String message) {
      return new Unfit(List.of(new Reason(field, code, message)));
    }
  }

  /** It cannot be offered again at all. */
  record Closed(String code, String detail) implements Verdict {}
}
