package io.tierwise.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tierwise.starter.trace.TraceContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends messages and waits for the broker to acknowledge each, for a bounded time. What is not
 * acknowledged by then may still arrive: only a yes is certain, so every message carries an id by
 * which a second one is recognised.
 */
public final class Publisher {
  private static final Logger log = LoggerFactory.getLogger(Publisher.class);
  private final Supplier<Producer<String, byte[]>> producers;
  private final Duration timeout;
  private final Timer timeToAck;

  /**
   * @param producers called for each batch, for the factory replaces a producer that failed for
   *     good
   */
  Publisher(Supplier<Producer<String, byte[]>> producers, Duration timeout, MeterRegistry meters) {
    this.producers = producers;
    this.timeout = timeout;
    this.timeToAck =
        Timer.builder("tierwise.ingest.ack")
            .description("From the first message of a request to the broker's last answer")
            .publishPercentileHistogram()
            .register(meters);
  }

  /** Learns where the topics are, so that the first request need not wait for it. */
  void connect(List<String> topics) {
    try {
      topics.forEach(producers.get()::partitionsFor);
    } catch (KafkaException | IllegalStateException e) {
      log.atInfo().log("the broker does not answer yet: {}", e.getClass().getSimpleName());
    }
  }

  /** Whether each of them was acknowledged. */
  public boolean acknowledgesAll(List<ProducerRecord<String, byte[]>> messages) {
    return sendAll(messages).cardinality() == messages.size();
  }

  /**
   * @return the positions of those that were acknowledged
   */
  public BitSet sendAll(List<ProducerRecord<String, byte[]>> messages) {
    Sending sending = begin(messages.size());
    messages.forEach(sending::send);
    return sending.await();
  }

  /**
   * What belongs to one answer, sent as it comes.
   *
   * @param most messages that will be sent
   */
  Sending begin(int most) {
    return new Sending(most);
  }

  /**
   * Messages of one key keep their order. Sending stops at the first failure: behind a broker that
   * is away every further message would wait in vain. What was sent is not kept here: while many
   * requests wait for the broker, their messages would fill the memory.
   */
  final class Sending {
    private final Answers answers;
    private long start;
    private @Nullable Producer<String, byte[]> producer;
    private @Nullable Header trace;
    private int messages;

    private Sending(int most) {
      answers = new Answers(most);
    }

    void send(ProducerRecord<String, byte[]> message) {
      int position = messages++;
      if (position == 0) {
        start = System.nanoTime();
      }
      if (answers.hasFailed() || leftOf(start) <= 0) {
        return;
      }
      answers.expect();
      try {
        if (producer == null) {
          producer = producers.get();
          trace = traceHeader();
        }
        if (trace != null && message.headers().lastHeader(TraceContext.HEADER) == null) {
          message.headers().add(trace);
        }
        producer.send(message, (metadata, e) -> answers.onAnswer(position, e));
      } catch (KafkaException | IllegalStateException e) {
        answers.onFailure(e);
      }
    }

    /**
     * @return the positions of those that were acknowledged
     */
    BitSet await() {
      if (messages == 0) {
        return new BitSet();
      }
      BitSet acknowledged = answers.await(start);
      timeToAck.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
      if (acknowledged.cardinality() < messages) {
        log.atWarn()
            .setCause(answers.failure())
            .log(
                "the broker acknowledged {} of {} messages within {}",
                acknowledged.cardinality(),
                messages,
                timeout);
      }
      return acknowledged;
    }
  }

  /** One for all messages of a request; the interceptor leaves alone what has one. */
  private static @Nullable Header traceHeader() {
    String trace = TraceContext.currentHeader();
    return trace == null
        ? null
        : new RecordHeader(TraceContext.HEADER, trace.getBytes(StandardCharsets.US_ASCII));
  }

  private long leftOf(long start) {
    return timeout.toNanos() - (System.nanoTime() - start);
  }

  /** Filled by the producer's thread, awaited by the request's; neither ever waits for a lock. */
  private final class Answers {
    private static final int YES = 1;

    private final AtomicIntegerArray acknowledged;

    /** The request's own counts until it waits. */
    private final AtomicInteger pending = new AtomicInteger(1);

    private final CountDownLatch complete = new CountDownLatch(1);
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    Answers(int most) {
      acknowledged = new AtomicIntegerArray(most);
    }

    void expect() {
      pending.incrementAndGet();
    }

    void onAnswer(int position, @Nullable Exception e) {
      if (e == null) {
        acknowledged.setPlain(position, YES); // seen behind the count
      } else {
        failure.compareAndSet(null, e);
      }
      arrive();
    }

    /** In place of the answer to what was not sent. */
    void onFailure(Exception e) {
      failure.compareAndSet(null, e);
      arrive();
    }

    private void arrive() {
      if (pending.decrementAndGet() == 0) {
        complete.countDown();
      }
    }

    boolean hasFailed() {
      return failure.get() != null;
    }

    @Nullable Exception failure() {
      return failure.get();
    }

    BitSet await(long start) {
      arrive();
      try {
        boolean _ = complete.await(leftOf(start), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      BitSet positions = new BitSet(acknowledged.length());
      for (int i = 0; i < acknowledged.length(); i++) {
        if (acknowledged.get(i) == YES) {
          positions.set(i);
        }
      }
      return positions;
    }
  }
}
