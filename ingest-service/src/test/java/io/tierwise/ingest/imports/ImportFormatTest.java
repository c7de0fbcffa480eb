package io.tierwise.ingest.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImportFormatTest {
  private static final int MEMBERS = 3;
  @TempDir private Path folder;

  /** Records are numbered text, so that compressed ones are larger than a buffer. */
  private static byte[] member(int number) throws IOException {
    StringBuilder lines = new StringBuilder(number == 0 ? "userId\n" : "");
    for (int i = 0; i < 40_000; i++) {
      lines.append(Integer.toHexString(i * 0x9e3779b9 + number)).append('\n');
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(lines.toString().getBytes(UTF_8));
    }
    return out.toByteArray();
  }

  private long records(ImportFormat format, byte[]... parts) throws Exception {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.write(part);
    }
    Path file = Files.write(folder.resolve("file"), all.toByteArray());
    try (ImportRecords records = format.open(file, 1_000)) {
      return records.skip(Long.MAX_VALUE);
    }
  }

  @ParameterizedTest
  @EnumSource
  void members_areOneFile(ImportFormat format) throws Exception {
    int header = format == ImportFormat.NDJSON ? 1 : 0;
    assertThat(records(format, member(0), member(1), member(2)))
        .isEqualTo(MEMBERS * 40_000 + header);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 9, 17, 70_000})
  void whatFollowsThem_isNotLeftOutInSilence(int length) throws Exception {
    byte[] something = new byte[length];
    for (ImportFormat format : ImportFormat.values()) {
      assertThatThrownBy(() -> records(format, member(0), something))
          .isInstanceOf(ZipException.class);
      assertThatThrownBy(() -> records(format, member(0), Arrays.copyOf(member(1), length)))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void fileThatBreaksOff_saysSo_inEitherFormat() throws Exception {
    byte[] whole = member(0);
    for (ImportFormat format : ImportFormat.values()) {
      assertThatThrownBy(() -> records(format, Arrays.copyOf(whole, whole.length / 2)))
          .isInstanceOf(EOFException.class);
    }
  }
}
