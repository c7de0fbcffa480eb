package io.tierwise.benchmarks.profile;

import io.tierwise.benchmarks.process.CpuTime;
import io.tierwise.benchmarks.report.Runs;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

/** The peers, each with a slice of the events that the service drains in the same round. */
final class Peers implements AutoCloseable {
  final Contender jpa;
  final Contender jpaByPoll;
  final Contender jdbc;
  final Contender copy;
  private final SyntheticEvents events;
  private final ProcessHandle postgres;

  /** A peer, how many events it gets in a round, and what came out. */
  record Contender(Peer peer, int count, Runs rate, Runs cpu) {
    Contender(Peer peer, int count) {
      this(peer, count, new Runs(), new Runs());
    }
  }

  /**
   * @param one connection
   * @param other one more, as profile-service listens with two threads
   * @param postgres the server, for its processor time
   */
  Peers(
      PeerDatabase one,
      PeerDatabase other,
      PeerTopic topic,
      ProcessHandle postgres,
      SyntheticEvents events,
      Sizes sizes) {
    this.events = events;
    this.postgres = postgres;
    int poll = JdbcPeer.POLL;
    jpa =
        new Contender(
            new Halves(new JpaPeer(one, topic, 1), new JpaPeer(other, topic, 1)), sizes.jpa());
    jpaByPoll =
        new Contender(
            new Halves(new JpaPeer(one, topic, poll), new JpaPeer(other, topic, poll)),
            sizes.jpaByPoll());
    jdbc =
        new Contender(
            new Halves(new JdbcPeer(one, topic), new JdbcPeer(other, topic)), sizes.jdbc());
    copy = new Contender(new CopyPeer(one), sizes.copy());
  }

  /**
   * @param first number of the round's events
   */
  void warmUp(long first) throws Exception {
    round(first, new Contender(jpa.peer, jpa.count));
    round(first + jpa.count, new Contender(jpaByPoll.peer, jpaByPoll.count));
    round(first, new Contender(jdbc.peer, jdbc.count));
    round(first, new Contender(copy.peer, copy.count));
  }

  /**
   * @param first number of the round's events
   */
  void round(long first) throws Exception {
    round(first, jpa);
    // The tables are the same, so the events must be others.
    round(first + jpa.count, jpaByPoll);
    round(first, jdbc);
    round(first, copy);
  }

  private void round(long first, Contender contender) throws Exception {
    List<byte[]> slice =
        LongStream.range(first, first + contender.count).mapToObj(events::json).toList();
    contender.peer.prepare(slice);
    Duration cpu = cpu();
    long start = System.nanoTime();
    contender.peer.store(slice);
    contender.rate.add(contender.count / ((System.nanoTime() - start) / 1e9));
    contender.cpu.add(cpu().minus(cpu).toNanos() / 1e3 / contender.count);
  }

  /** Ours and the server's. */
  private Duration cpu() throws Exception {
    return CpuTime.own().plus(CpuTime.ofTree(postgres));
  }

  @Override
  public void close() throws Exception {
    for (Contender each : List.of(jpa, jpaByPoll, jdbc, copy)) {
      each.peer.close();
    }
  }
}
