package io.tierwise.ingest.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.ingest.imports.ImportRecords.ImportRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Lines are what lies between line feeds, however the bytes come in. */
class NdjsonRecordsPropertyTest {
  private static final int MAX = 30;

  @Provide
  Arbitrary<List<String>> lines() {
    return Arbitraries.strings().withChars("a{é \t\r").ofMaxLength(20).list().ofMaxSize(30);
  }

  @Property(tries = 300, seed = "20261123")
  void records_areTheLinesThatAreNotBlank(
      @ForAll @From("lines") List<String> lines,
      @ForAll @IntRange(min = 1, max = 9) int chunk,
      @ForAll boolean lastEnds)
      throws IOException {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).replaceFirst("\r+$", "");
      if (!line.matches("[ \t]*")) {
        expected.add(i + 1 + ":" + line);
      }
    }
    String text = String.join("\n", lines) + (lastEnds ? "\n" : "");

    assertThat(read(new Dripping(text.getBytes(UTF_8), chunk))).isEqualTo(expected);
  }

  @Property(tries = 100, seed = "20261123")
  void skip_thenRead_isTheRestOfAll(
      @ForAll @From("lines") List<String> lines, @ForAll @IntRange(max = 40) int count)
      throws IOException {
    byte[] text = String.join("\n", lines).getBytes(UTF_8);
    List<String> all = read(new ByteArrayInputStream(text));
    NdjsonRecords records = new NdjsonRecords(new ByteArrayInputStream(text), () -> 0, MAX);

    long skipped = records.skip(count);

    assertThat(skipped).isEqualTo(Math.min(count, all.size()));
    assertThat(rest(records)).isEqualTo(all.subList((int) skipped, all.size()));
  }

  @Test
  void longLine_isCutOneByteAboveTheLimit_andNothingElseIsLost() throws IOException {
    String text = "a".repeat(200_000) + "\nb\n";

    assertThat(read(new ByteArrayInputStream(text.getBytes(UTF_8))))
        .containsExactly("1:" + "a".repeat(MAX + 1), "2:b");
  }

  @Test
  void byteOrderMark_isNoPartOfTheFirstLine() throws IOException {
    assertThat(read(new ByteArrayInputStream("\ufeff{}\n".getBytes(UTF_8))))
        .containsExactly("1:{}");
  }

  private static List<String> read(InputStream in) throws IOException {
    return rest(new NdjsonRecords(in, () -> 0, MAX));
  }

  private static List<String> rest(NdjsonRecords records) throws IOException {
    List<String> found = new ArrayList<>();
    for (ImportRecord r = records.next(); r != null; r = records.next()) {
      found.add(r.line() + ":" + new String(r.json(), UTF_8));
    }
    return found;
  }

  private static final class Dripping extends ByteArrayInputStream {
    private final int most;

    Dripping(byte[] bytes, int most) {
      super(bytes);
      this.most = most;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      return super.read(buffer, offset, Math.min(length, most));
    }
  }
}
