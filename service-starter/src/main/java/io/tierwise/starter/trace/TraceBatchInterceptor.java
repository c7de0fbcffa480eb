package io.tierwise.starter.trace;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchInterceptor;

/**
 * A poll of one message continues its trace; a larger one is a piece of work, and a trace, of its
 * own.
 */
public final class TraceBatchInterceptor implements BatchInterceptor<Object, Object> {
  private static final Logger log = LoggerFactory.getLogger(TraceBatchInterceptor.class);
  private static final int MOST_LOGGED = 50;

  @Override
  public ConsumerRecords<Object, Object> intercept(
      ConsumerRecords<Object, Object> poll, Consumer<Object, Object> consumer) {
    TraceContext.continuing(poll.count() == 1 ? header(poll.iterator().next()) : null).open();
    log.atDebug()
        .addArgument(poll::count)
        .addArgument(() -> traces(poll))
        .log("took {} messages of the traces {}");
    return poll;
  }

  @Override
  public void success(ConsumerRecords<Object, Object> poll, Consumer<Object, Object> consumer) {
    TraceContext.close();
  }

  private static List<String> traces(ConsumerRecords<Object, Object> poll) {
    return StreamSupport.stream(poll.spliterator(), false)
        .map(TraceBatchInterceptor::header)
        .filter(Objects::nonNull)
        .map(header -> TraceContext.continuing(header).traceId())
        .distinct()
        .limit(MOST_LOGGED)
        .toList();
  }

  private static @Nullable String header(ConsumerRecord<Object, Object> message) {
    Header header = message.headers().lastHeader(TraceContext.HEADER);
    return header == null ? null : new String(header.value(), StandardCharsets.US_ASCII);
  }
}
