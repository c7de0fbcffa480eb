package io.tierwise.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tierwise.launcher.stack.ServiceSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/**
 * Kill -9 of campaign-service in the middle of sending the contacts of an allocation: who receives
 * them has recorded each once. {@code -Ddelivery.contacts=N} for another number.
 */
class DeliveryCrashIT {
  private static final int CONTACTS = Integer.getInteger("delivery.contacts", 50_000);
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** What an instance claims at a time. */
  private static final int BATCH = 500;

  private static final int PARALLEL = 32;

  /** Under way, waiting to be written down (64), and being written down (65). */
  private static final int UNWRITTEN = PARALLEL + 64 + 65;

  private static final List<ServiceSettings> CAMPAIGN =
      List.of(
          ServiceSettings.named(ServiceSettings.CAMPAIGN).with("TIERWISE_DELIVERY_LEASE", "10s"));

  @Test
  void killedInTheMiddle_eachContactIsSentExactlyOnce() throws Exception {
    try (Receiver receiver = new Receiver();
        RunningSuite suite = RunningSuite.start("delivery-crash", CAMPAIGN)) {
      Database database = new Database(suite.stack(), ServiceSettings.CAMPAIGN);
      fill(database);
      Rest.Answer channel =
          suite
              .campaign()
              .put(
                  "/v1/channels/push",
                  """
                  {"sender": "webhook", "ratePerSecond": 100000, "parallel": %d,
                   "webhook": {"url": "%s", "timeoutSeconds": 8}}
                  """
                      .formatted(PARALLEL, receiver.url()));
      assertThat(channel.status()).as(channel.body()).isEqualTo(200);
      long begin = System.nanoTime();
      allocate(suite.campaign());
      Eventually.value(
          "a third of the contacts sent",
          PATIENCE,
          () -> receiver.records.size() > CONTACTS / 3 ? true : null);
      suite.stack().kill(ServiceSettings.CAMPAIGN);
      receiver.answersAll.countDown();
      int killedAt = receiver.records.size();
      assertThat(killedAt).isLessThan(CONTACTS);
      long claimed = number(database, "select count(*) from message where state = 'SENDING'");
      assertThat(claimed).isLessThanOrEqualTo(BATCH);

      suite.stack().start(ServiceSettings.CAMPAIGN);
      Eventually.asserted(
          "every message sent",
          PATIENCE,
          () ->
              assertThat(number(database, "select count(*) from message where state = 'SENT'"))
                  .isEqualTo(CONTACTS));
      assertThat(number(database, "select count(*) from message")).isEqualTo(CONTACTS);
      List<String> contacts =
          database.query("select id from contact", (ResultSet row) -> row.getString(1));
      assertThat(contacts).hasSize(CONTACTS);
      assertThat(receiver.records.keySet()).isEqualTo(new HashSet<>(contacts));
      long repeats = receiver.records.values().stream().mapToLong(times -> times - 1).sum();
      assertThat(repeats).isLessThanOrEqualTo(UNWRITTEN);
      System.out.printf(
          "%,d contacts, killed after %,d with %,d claimed: each recorded once, %,d requests came"
              + " twice; %.1f s from the allocation to the last%n",
          CONTACTS, killedAt, claimed, repeats, (System.nanoTime() - begin) / 1e9);
    }
  }

  private static void fill(Database database) {
    database.update(
        """
        insert into member_profile (user_id, as_of, identified, orders, net_revenue,
          average_order_value, consents, features)
        select 'c' || i, now(), true, 3, 120, 40, '{push}', '{"locale": "en-GB"}'
        from generate_series(1, ?) i
        """,
        CONTACTS);
    database.update("analyze member_profile");
  }

  private static void allocate(Rest campaign) {
    Rest.Answer made =
        campaign.post(
            "/v1/campaigns",
            """
            {"name": "Everybody", "goal": "revenue", "status": "running",
             "startsAt": "2020-01-01T00:00:00Z", "endsAt": "2100-01-01T00:00:00Z",
             "budget": {"amount": "1000000", "currency": "GBP"}, "margin": 0.5,
             "offers": [{"offerId": "o1", "name": "offer", "channel": "push",
                         "costPerContact": "0.01",
                         "creatives": {"default": {"title": "Hello", "body": "Again"}}}],
             "audience": {}, "holdoutShare": 0}
            """);
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    campaign.job(
        "/v1/allocations",
        "{\"campaignIds\": [\"%s\"]}".formatted(made.json().get("id").stringValue()),
        "SUCCEEDED");
  }

  private static long number(Database database, String query) {
    return database.query(query, (ResultSet row) -> row.getLong(1)).getFirst();
  }

  /**
   * Records by the key of a request, as a receiver does that must not act twice. Half way it waits
   * with its answers, so that the kill is in the middle however late it comes.
   */
  private static final class Receiver implements AutoCloseable {
    private final Map<String, Integer> records = new ConcurrentHashMap<>();
    private final CountDownLatch answersAll = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    Receiver() throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
      server.setExecutor(threads);
      server.createContext("/", this::record);
      server.start();
    }

    String url() {
      return "http://127.0.0.1:" + server.getAddress().getPort() + "/messages";
    }

    private void record(HttpExchange exchange) throws IOException {
      try (exchange) {
        exchange.getRequestBody().readAllBytes();
        records.merge(exchange.getRequestHeaders().getFirst("Idempotency-Key"), 1, Integer::sum);
        if (records.size() > CONTACTS / 2) {
          answersAll.await();
        }
        exchange.sendResponseHeaders(200, -1);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void close() {
      answersAll.countDown();
      server.stop(0);
      threads.close();
    }
  }
}
