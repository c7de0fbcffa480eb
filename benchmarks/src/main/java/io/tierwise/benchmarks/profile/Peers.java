package io.tierwise.benchmarks.profile;

import io.tierwise.benchmarks.report.Runs;
import java.util.List;
import java.util.stream.LongStream;

/** The peers, each with a slice of the events that the service drains in the same round. */
final class Peers implements AutoCloseable {
  final Runs jpa = new Runs();
  final Runs jpaByPoll = new Runs();
  final Runs jdbc = new Runs();
  final Runs copy = new Runs();
  private final SyntheticEvents events;
  private final Sizes sizes;
  private final Peer entities;
  private final Peer entitiesByPoll;
  private final Peer batches;
  private final Peer bare;

  Peers(PeerDatabase database, SyntheticEvents events, Sizes sizes) {
    this.events = events;
    this.sizes = sizes;
    this.entities = new JpaPeer(database, 1);
    this.entitiesByPoll = new JpaPeer(database, JdbcPeer.POLL);
    this.batches = new JdbcPeer(database);
    this.bare = new CopyPeer(database);
  }

  void warmUp(long first) throws Exception {
    rate(entities, first, sizes.jpa());
    rate(entitiesByPoll, first + sizes.jpa(), sizes.jpaByPoll());
    rate(batches, first, sizes.jdbc());
    rate(bare, first, sizes.copy());
  }

  /**
   * @param first number of the round's events
   */
  void round(long first) throws Exception {
    jpa.add(rate(entities, first, sizes.jpa()));
    // The tables are the same, so the events must be others.
    jpaByPoll.add(rate(entitiesByPoll, first + sizes.jpa(), sizes.jpaByPoll()));
    jdbc.add(rate(batches, first, sizes.jdbc()));
    copy.add(rate(bare, first, sizes.copy()));
  }

  /** Events a second. */
  private double rate(Peer peer, long first, int count) throws Exception {
    List<byte[]> slice = LongStream.range(first, first + count).mapToObj(events::json).toList();
    peer.prepare(slice);
    long start = System.nanoTime();
    peer.store(slice);
    return count / ((System.nanoTime() - start) / 1e9);
  }

  @Override
  public void close() throws Exception {
    for (Peer peer : List.of(entities, entitiesByPoll, batches, bare)) {
      peer.close();
    }
  }
}
