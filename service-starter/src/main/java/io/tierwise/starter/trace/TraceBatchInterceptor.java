package io.tierwise.starter.trace;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.BatchInterceptor;

/**
 * A poll of one message continues its trace; a larger one is a piece of work, and a trace, of its
 * own.
 */
public final class TraceBatchInterceptor implements BatchInterceptor<Object, Object> {
  @Override
  public ConsumerRecords<Object, Object> intercept(
      ConsumerRecords<Object, Object> poll, Consumer<Object, Object> consumer) {
    TraceContext.continuing(poll.count() == 1 ? header(poll) : null).open();
    return poll;
  }

  @Override
  public void success(ConsumerRecords<Object, Object> poll, Consumer<Object, Object> consumer) {
    TraceContext.close();
  }

  private static @Nullable String header(ConsumerRecords<Object, Object> poll) {
    Header header = poll.iterator().next().headers().lastHeader(TraceContext.HEADER);
    return header == null ? null : new String(header.value(), StandardCharsets.US_ASCII);
  }
}
