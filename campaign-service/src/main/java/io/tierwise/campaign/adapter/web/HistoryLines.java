package io.tierwise.campaign.adapter.web;

import io.tierwise.campaign.history.ImportHistory;
import io.tierwise.campaign.history.ImportHistory.Read;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Lines of a body as they arrive; one that is too long is refused without being kept. */
final class HistoryLines implements ImportHistory.Source {
  static final int LONGEST = 1 << 20;
  private final InputStream body;
  private final JsonMapper json;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private long number;

  HistoryLines(InputStream body, JsonMapper json) {
    this.body = new BufferedInputStream(body, 1 << 16);
    this.json = json;
  }

  @Override
  public @Nullable Read next() throws IOException {
    while (true) {
      line.reset();
      number++;
      long length = 0;
      int b = body.read();
      if (b < 0) {
        return null;
      }
      for (; b >= 0 && b != '\n'; b = body.read()) {
        if (length++ < LONGEST) {
          line.write(b);
        }
      }
      if (length > LONGEST) {
        return HistoryRowReader.refused(
            number, "", "too-long", "has more than " + LONGEST + " bytes");
      }
      String text = line.toString(StandardCharsets.UTF_8).strip();
      if (!text.isEmpty()) {
        return HistoryRowReader.read(number, text, json);
      }
    }
  }
}
