package io.tierwise.launcher.importing;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** What a reader makes of a text. */
final class Collected implements EventSink {
  final List<JsonNode> events = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();
  final List<JsonNode> items = new ArrayList<>();
  final List<String> skipped = new ArrayList<>();
  final List<String> users = new ArrayList<>();

  static Collected from(ImportFormat format, Path folder, String text) throws Exception {
    Path file = folder.resolve("import.txt");
    Files.writeString(file, text, StandardCharsets.UTF_8);
    return from(format, file);
  }

  static Collected from(ImportFormat format, Path file) throws Exception {
    Collected collected = new Collected();
    try (FileLines lines = FileLines.open(file)) {
      Objects.requireNonNull(format.reader()).read(lines, collected);
    }
    return collected;
  }

  @Override
  public void event(Outgoing event) {
    if (event.json().length > 256 * 1024) {
      throw new AssertionError("event of " + event.json().length + " bytes");
    }
    events.add(EventJson.mapper().readTree(event.json()));
    texts.add(EventJson.text(event.json()));
    users.add(event.userKey());
  }

  @Override
  public void item(byte[] json) {
    items.add(EventJson.mapper().readTree(json));
  }

  @Override
  public void skipped(long line, String reason, String detail) {
    skipped.add("%d %s: %s".formatted(line, reason, detail));
  }

  /** As written: a tree would have lost the decimals' trailing zeros. */
  List<String> texts() {
    return texts;
  }
}
