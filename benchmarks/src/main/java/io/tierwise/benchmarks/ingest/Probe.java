package io.tierwise.benchmarks.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tells ingest-service something and asks recommend-service until it shows. */
final class Probe {
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);
  private static final int POLL_MILLIS = 3;
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI door;
  private final List<URI> recommend = new ArrayList<>();
  private final String authorization;
  private final List<String> clicked = new ArrayList<>();

  Probe(URI door, URI recommend, String writeKey) {
    this.door = door;
    this.recommend.add(recommend);
    this.authorization =
        "Basic " + Base64.getEncoder().encodeToString((writeKey + ":").getBytes(UTF_8));
  }

  /** From now on lists of users have to show it at this instance, too. */
  void alsoAsk(URI instance) {
    recommend.add(instance);
  }

  /** Trains on what has arrived, and looks for items that others are like. */
  void train() throws IOException, InterruptedException {
    HttpResponse<String> begun =
        send(
            recommend.getFirst(),
            "POST",
            "/v1/training-runs",
            "{\"algorithms\":[\"item-knn\"]}",
            202);
    String run = begun.headers().firstValue("Location").orElseThrow();
    until(run, answer -> answer.get("state").asString().equals("SUCCEEDED"));
    for (JsonNode item : get("/v1/trending?limit=100").get("items")) {
      String id = item.get("itemId").asString();
      if (get("/v1/items/" + id + "/similar").get("strategy").asString().equals("similar")) {
        clicked.add(id);
      }
    }
    if (clicked.isEmpty()) {
      throw new IllegalStateException("no item has neighbours");
    }
  }

  /** Nanoseconds from the click of a new user to an answer that says it is because of it. */
  long click(int number) throws IOException, InterruptedException {
    String user = "probe" + number;
    String item = clicked.get(Math.floorMod(number, clicked.size()));
    String list = "/v1/users/" + user + "/recommendations";
    for (URI instance : recommend) {
      get(instance, list); // So that it holds a history, which has to change.
    }
    String event =
        """
        {"type":"track","event":"Product Clicked","userId":"%s","messageId":"probe-%s",
         "properties":{"product_id":"%s"}}
        """
            .formatted(user, user, item);
    long begin = System.nanoTime();
    send(door, "POST", "/v1/track", event, 202);
    for (URI instance : recommend) {
      until(
          instance,
          list,
          answer -> answer.findValuesAsString("type").contains("because-you-viewed"));
    }
    return System.nanoTime() - begin;
  }

  /** Nanoseconds until an item that was not there before is in an answer. */
  long newItem(int number) throws IOException, InterruptedException {
    return tell(number, true);
  }

  /** Nanoseconds until it is not any more, because it is out of stock. */
  long soldOut(int number) throws IOException, InterruptedException {
    return tell(number, false);
  }

  private long tell(int number, boolean inStock) throws IOException, InterruptedException {
    String shelf = "Fresh" + number;
    String item =
        "{\"name\":\"A new thing\",\"categoryPath\":[\"%s\"],\"price\":9.90,\"inStock\":%s}"
            .formatted(shelf, inStock);
    long begin = System.nanoTime();
    send(door, "PUT", "/v1/items/fresh" + number, item, 202);
    until(
        "/v1/users/probe" + number + "/recommendations?category=" + shelf,
        answer -> answer.get("items").isEmpty() != inStock);
    return System.nanoTime() - begin;
  }

  private void until(String path, Predicate<JsonNode> shows)
      throws IOException, InterruptedException {
    until(recommend.getFirst(), path, shows);
  }

  private void until(URI instance, String path, Predicate<JsonNode> shows)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE;
    while (!shows.test(get(instance, path))) {
      if (System.nanoTime() - end > 0) {
        throw new IllegalStateException(path + " never showed it");
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    return get(recommend.getFirst(), path);
  }

  private JsonNode get(URI instance, String path) throws IOException, InterruptedException {
    return JSON.readTree(send(instance, "GET", path, "", 200).body());
  }

  private HttpResponse<String> send(
      URI service, String method, String path, String body, int status)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(service.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .header("Authorization", authorization)
                .method(method, BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != status) {
      throw new IOException(answer + ": " + answer.body());
    }
    return answer;
  }
}
