package io.tierwise.benchmarks.profile;

import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.ingest.BehaviorEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A peer twice, each with half of the users and a thread: as many as profile-service listens with.
 */
final class Halves implements Peer {
  private final List<Peer> peers;
  private List<List<byte[]>> shares = List.of();

  Halves(Peer one, Peer other) {
    peers = List.of(one, other);
  }

  @Override
  public void prepare(List<byte[]> events) {
    shares = List.of(new ArrayList<>(), new ArrayList<>());
    for (byte[] payload : events) {
      String user = ContractJson.read(payload, BehaviorEvent.class).userKey();
      shares.get(Math.floorMod(Objects.hashCode(user), shares.size())).add(payload);
    }
  }

  @Override
  public void store(List<byte[]> events) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(peers.size())) {
      List<Future<?>> stored = new ArrayList<>();
      for (int i = 0; i < peers.size(); i++) {
        Peer peer = peers.get(i);
        List<byte[]> share = shares.get(i);
        stored.add(
            threads.submit(
                () -> {
                  peer.store(share);
                  return null;
                }));
      }
      for (Future<?> each : stored) {
        each.get();
      }
    }
  }

  @Override
  public void close() throws Exception {
    for (Peer peer : peers) {
      peer.close();
    }
  }
}
