package io.tierwise.starter;

import io.tierwise.starter.access.Caller;
import io.tierwise.starter.problem.ProblemException;
import io.tierwise.starter.web.AnyParameters;
import io.tierwise.starter.web.Cursor;
import io.tierwise.starter.web.Page;
import io.tierwise.starter.web.QueryParameters;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A service as small as one can be, with one endpoint for each convention of the starter. */
@SpringBootApplication
@RestController
class SampleService {
  private final AtomicInteger created = new AtomicInteger();

  record Inner(@Positive int price) {}

  record Thing(
      @NotBlank String name, @Valid Inner inner, Duration pause, Instant since, Boolean sure) {}

  @PostMapping("/v1/things")
  ResponseEntity<Map<String, Object>> create(@Valid @RequestBody Thing thing) {
    if (thing.name().equals("fault")) {
      created.incrementAndGet();
      throw new IllegalStateException("secret detail");
    }
    if (thing.name().equals("refused")) {
      throw new IllegalArgumentException(new ArithmeticException("long overflow"));
    }
    int n = created.incrementAndGet();
    return ResponseEntity.created(URI.create("/v1/things/" + n))
        .body(Map.of("number", n, "name", thing.name()));
  }

  @GetMapping("/v1/things/{id}")
  Map<String, Object> one(@PathVariable String id) {
    throw ProblemException.notFound("thing", id);
  }

  @GetMapping("/v1/things")
  Page<Integer> list(
      @RequestParam(defaultValue = "2") int limit, @RequestParam(required = false) String cursor) {
    String after = Cursor.decode(cursor);
    int first = after == null ? 0 : Integer.parseInt(after) + 1;
    List<Integer> rows = List.of(0, 1, 2, 3, 4).stream().filter(n -> n >= first).toList();
    int size = Cursor.limit(limit, 10);
    return Page.of(rows.stream().limit(size + 1).toList(), size, String::valueOf);
  }

  @GetMapping("/v1/since")
  Map<String, Object> since(@RequestParam(required = false) Instant since) {
    return Map.of("since", String.valueOf(since));
  }

  record Filter(String colour, Integer size) {}

  @GetMapping("/v1/filtered")
  Filter filtered(@ParameterObject Filter filter) {
    return filter;
  }

  @AnyParameters("Whoever tries it")
  @GetMapping("/v1/open")
  Map<String, String> open(@RequestParam(defaultValue = "") String name) {
    return Map.of("name", name);
  }

  @GetMapping("/v1/questions")
  Map<String, String> question(@RequestParam MultiValueMap<String, String> given) {
    QueryParameters of = new QueryParameters(given);
    String colour = String.valueOf(of.get("colour"));
    of.check();
    return Map.of("colour", colour);
  }

  @GetMapping("/v1/unavailable")
  void unavailable() {
    throw ProblemException.unavailable("broker-down", "later", Duration.ofSeconds(7));
  }

  @GetMapping("/v1/caller")
  Caller caller(HttpServletRequest request) {
    return Caller.of(request);
  }
}
