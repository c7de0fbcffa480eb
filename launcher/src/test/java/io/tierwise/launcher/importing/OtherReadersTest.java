package io.tierwise.launcher.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OtherReadersTest {
  @TempDir Path folder;

  @Test
  void cdnow_isOneOrderACustomerAndDay() throws Exception {
    Collected collected =
        Collected.from(
            ImportFormat.CDNOW,
            folder,
            """
             customer_id  date number_of_cds  dollar_value
             00002 19970112  1   12.00
             00002 19970112  5   77.00
             00003 19970102  2   20.76
             00004 0001 19970101  2   29.33
             00005 19971301  2   29.33
             00006 19970101  x   29.33
             00007 19970101  2   -1
             00008 19970101
            """);
    assertThat(collected.events).hasSize(3);
    assertThat(collected.texts().getFirst())
        .isEqualTo(
            """
            {"type":"track","event":"Order Completed","messageId":"cdnow-00002-19970112",\
            "userId":"00002","timestamp":"1997-01-12T00:00:00Z","context":{"channel":"import"},\
            "properties":{"order_id":"cdnow-00002-19970112","revenue":89.00,"number_of_cds":6}}""");
    assertThat(collected.users).containsExactly("00002", "00003", "00004");
    assertThat(collected.skipped)
        .containsExactly(
            "1 header: ",
            "6 malformed: date '19971301' is not yyyymmdd",
            "7 malformed: number of CDs 'x' is no count",
            "8 malformed: dollars '-1' is no amount",
            "9 malformed: 2 fields instead of 4 or 5");
  }

  @Test
  void retailrocket_isAnonymous_andTransactionsOfOneMomentAreOneOrder() throws Exception {
    Collected collected =
        Collected.from(
            ImportFormat.RETAILROCKET,
            folder,
            """
            timestamp,visitorid,event,itemid
            1430623510,1176,view,6768
            1430623535,1176,addtocart,6768
            1430623600,1176,transaction,6768
            1430623600,1176,transaction,7000
            1430623700000,1176,view,6768
            1430623700,1176,gaze,6768
            soon,1176,view,6768
            1430623700,,view,6768
            1430623700,7
            """);
    assertThat(collected.events)
        .extracting(
            event -> event.path("event").asString() + " " + event.path("timestamp").asString())
        .containsExactly(
            "Product Viewed 2015-05-03T03:25:10Z",
            "Product Added 2015-05-03T03:25:35Z",
            "Product Viewed 2015-05-03T03:28:20Z",
            "Order Completed 2015-05-03T03:26:40Z");
    assertThat(collected.users).containsOnly("anon:1176");
    assertThat(collected.events.getLast().path("properties").toString())
        .isEqualTo(
            """
            {"order_id":"retailrocket-1176-1430623600000","products":[\
            {"product_id":"6768","quantity":1},{"product_id":"7000","quantity":1}]}""");
    assertThat(collected.skipped)
        .containsExactly(
            "7 malformed: event 'gaze' is none of view, addtocart, transaction",
            "8 malformed: timestamp 'soon' is no unix time",
            "9 malformed: no visitor or no item",
            "10 malformed: not four fields");
    assertThatThrownBy(() -> Collected.from(ImportFormat.RETAILROCKET, folder, ""))
        .isInstanceOf(UnreadableFile.class);
  }

  @Test
  void lines_areReadFromGzip_withAnyLineEnd_andBadBytesAreToldApart() throws Exception {
    Path file = folder.resolve("events.ndjson");
    try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(
          "\uFEFF{\"userId\":\"a\",\"messageId\":\"1\"}\r\n".getBytes(StandardCharsets.UTF_8));
      out.write(new byte[] {'"', (byte) 0xE9, '"', '\n'});
      out.write(("x".repeat(2 << 20) + "\n").getBytes(StandardCharsets.UTF_8));
      out.write("{\"userId\":\"ü\",\"messageId\":\"2\"}".getBytes(StandardCharsets.UTF_8));
    }
    List<String> read = new ArrayList<>();
    try (FileLines lines = FileLines.open(file)) {
      for (FileLines.Line line = lines.next(); line != null; line = lines.next()) {
        read.add(line.number() + " " + (line.text() == null ? line.fault() : line.text()));
      }
    }
    assertThat(read)
        .containsExactly(
            "1 {\"userId\":\"a\",\"messageId\":\"1\"}",
            "2 not UTF-8",
            "3 longer than 1048576 bytes",
            "4 {\"userId\":\"ü\",\"messageId\":\"2\"}");
    assertThat(FileLines.isCompressed(file)).isTrue();
  }
}
