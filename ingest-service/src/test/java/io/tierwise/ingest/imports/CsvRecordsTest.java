package io.tierwise.ingest.imports;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tierwise.contracts.ingest.RejectedEvent.Reason;
import io.tierwise.ingest.imports.ImportRecords.ImportRecord;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvRecordsTest {
  private static CsvRecords open(String text) throws Exception {
    return open(text.getBytes(UTF_8));
  }

  private static CsvRecords open(byte[] file) throws Exception {
    return new CsvRecords(new ByteArrayInputStream(file), () -> 0, 1_000);
  }

  private static List<String> read(String text) throws Exception {
    return read(text.getBytes(UTF_8));
  }

  private static List<String> read(byte[] file) throws Exception {
    try (CsvRecords records = open(file)) {
      List<String> found = new ArrayList<>();
      for (ImportRecord r = records.next(); r != null; r = records.next()) {
        found.add(r.line() + " " + new String(r.json(), UTF_8) + (r.fault() == null ? "" : " !"));
      }
      return found;
    }
  }

  @Test
  void record_becomesAnEvent_byThePathsOfItsColumns() throws Exception {
    assertThat(
            read(
                """
                event,userId,timestamp,properties.order_id,properties.revenue,properties.products
                Order Completed,007,2026-01-01T00:00:00Z,"a,""b""
                c",12.50,"[{""price"": 1.50}]"
                """))
        .containsExactly(
            """
            2 {"event":"Order Completed","userId":"007","timestamp":"2026-01-01T00:00:00Z",\
            "properties":{"order_id":"a,\\"b\\"\\nc","revenue":"12.50","products":[{"price": 1.50}]},\
            "type":"track"}""");
  }

  @Test
  void cells_areTextUnlessTheySayOtherwise() throws Exception {
    assertThat(
            read(
                """
                type,userId,traits.a,traits.b.c,traits.b.d,traits.e
                identify,true,true,false,,{broken
                """))
        .containsExactly(
            """
            2 {"type":"identify","userId":"true","traits":{"a":true,"b":{"c":false},"e":"{broken"}}""");
  }

  @Test
  void recordOfAnotherWidth_isAFaultOfItsOwn() throws Exception {
    assertThat(read("type,userId\npage,u\n\npage\npage,v,w\npage,x\n"))
        .containsExactly(
            "2 {\"type\":\"page\",\"userId\":\"u\"}",
            "4 page !",
            "5 page,v,w !",
            "6 {\"type\":\"page\",\"userId\":\"x\"}");
  }

  @Test
  void cellThatIsNoUtf8_isAFaultOfItsOwn() throws Exception {
    byte[] latin1 = "type,userId,traits.name\npage,a,José\npage,b,\n".getBytes(ISO_8859_1);
    try (CsvRecords records = open(latin1)) {
      ImportRecord broken = Objects.requireNonNull(records.next());
      assertThat(broken.fault()).isEqualTo(new Reason("traits.name", "not-utf-8", "not UTF-8"));
      assertThat(broken.json()).isEqualTo("page,a,José".getBytes(ISO_8859_1));
      assertThat(Objects.requireNonNull(records.next()).fault()).isNull();
      assertThat(records.next()).isNull();
      assertThat(records.next()).isNull();
    }
    assertThat(read("type,userId\npage,José 用户\n"))
        .containsExactly("2 {\"type\":\"page\",\"userId\":\"José 用户\"}");
  }

  @Test
  void byteOrderMark_isNoPartOfTheHeader() throws Exception {
    List<String> page = List.of("2 {\"type\":\"page\",\"userId\":\"u\"}");
    assertThat(read("\ufefftype,userId\r\npage,u\r\n")).isEqualTo(page);
    assertThat(read("\ufeff\"type\",userId\r\npage,u")).isEqualTo(page);
    assertThatThrownBy(() -> open("type,userId\npage,u\n".getBytes(UTF_16)))
        .isInstanceOf(UnreadableImport.class)
        .hasMessage("The header is not UTF-8");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "userId,color|color unknown-column",
        "userId,userId|userId duplicate-field",
        "userId,properties.|properties. unknown-column",
        "properties,properties.a|properties.a inconsistent",
        "userId.x|userId.x unknown-column"
      })
  void header_thatNamesNoFields_isRefused(String header, String problem) {
    assertThatThrownBy(() -> open(header + "\n"))
        .isInstanceOfSatisfying(
            UnreadableImport.class,
            e ->
                assertThat(e.problems())
                    .extracting(p -> p.field() + " " + p.code())
                    .containsExactly(problem));
  }

  @Test
  void quoteThatIsNeverClosed_endsThere_notAtTheEndOfTheMemory() throws Exception {
    try (CsvRecords records = open("userId\nu\n\"" + "x".repeat(100_000))) {
      assertThat(records.next()).isNotNull();
      assertThatThrownBy(records::next)
          .isInstanceOf(UnreadableImport.class)
          .hasMessageContaining("After line 2");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"page,\"v\npage,w\npage,x\n", "page,\"v", "\"page,v\r\n", "page,\""})
  void quoteThatIsNeverClosed_takesInNoOtherRecords(String rest) throws Exception {
    try (CsvRecords records = open("type,userId\npage,u\n" + rest)) {
      assertThat(records.next()).isNotNull();
      assertThatThrownBy(records::next)
          .isInstanceOf(UnreadableImport.class)
          .hasMessage("After line 2: a quote is never closed");
    }
  }
}
