package io.tierwise.profile.adapter.kafka;

import io.tierwise.starter.trace.TraceContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * The trace of the last event of each key that was read lately, to go on with the features. It is
 * kept in memory only: where it was forgotten, or another instance publishes, features go without.
 */
public final class LastTraces {
  private static final int MOST = 10_000;

  private final Map<String, byte[]> traces =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, byte[]> eldest) {
          return size() > MOST;
        }
      };

  synchronized void remember(List<ConsumerRecord<String, byte[]>> poll) {
    for (ConsumerRecord<String, byte[]> message : poll) {
      Header header = message.headers().lastHeader(TraceContext.HEADER);
      if (header != null && message.key() != null) {
        traces.put(message.key(), header.value());
      }
    }
  }

  /**
   * @param merged further keys of the user, under which its events may have come
   */
  synchronized byte @Nullable [] take(String userKey, List<String> merged) {
    byte[] trace = traces.remove(userKey);
    for (String key : merged) {
      byte[] other = traces.remove(key);
      trace = trace == null ? other : trace;
    }
    return trace;
  }
}
