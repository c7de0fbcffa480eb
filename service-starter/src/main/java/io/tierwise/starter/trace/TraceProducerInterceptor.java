package io.tierwise.starter.trace;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Sends the trace of the current thread along with a message. */
public final class TraceProducerInterceptor implements ProducerInterceptor<Object, Object> {
  @Override
  public ProducerRecord<Object, Object> onSend(ProducerRecord<Object, Object> message) {
    // First whether it has one already: the current one is put together anew for each message.
    if (message.headers().lastHeader(TraceContext.HEADER) == null) {
      String header = TraceContext.currentHeader();
      if (header != null) {
        message.headers().add(TraceContext.HEADER, header.getBytes(StandardCharsets.US_ASCII));
      }
    }
    return message;
  }

  @Override
  public void onAcknowledgement(@Nullable RecordMetadata metadata, @Nullable Exception e) {}

  @Override
  public void close() {}

  @Override
  public void configure(Map<String, ?> configs) {}
}
