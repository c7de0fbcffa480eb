package io.tierwise.benchmarks.serve;

import java.util.concurrent.atomic.AtomicReference;
import org.springframework.boot.SpringApplication;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** recommend-service with one handler more: the ceiling of what its server can answer. */
public final class ServerWithCeiling {
  public static void main(String[] arguments) throws ClassNotFoundException {
    SpringApplication.run(
        new Class<?>[] {Class.forName("io.tierwise.recommend.RecommendApplication"), Ceiling.class},
        arguments);
  }

  private ServerWithCeiling() {}

  /** Answers whoever asks with the bytes that it was given. */
  @RestController
  static class Ceiling {
    private final AtomicReference<byte[]> bytes = new AtomicReference<>(new byte[0]);

    @PutMapping("/ceiling")
    void keep(@RequestBody byte[] answer) {
      bytes.set(answer);
    }

    @GetMapping("/ceiling/{user}")
    ResponseEntity<byte[]> answer(@PathVariable String user) {
      return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(bytes.get());
    }
  }
}
