package io.tierwise.benchmarks.profile;

import io.tierwise.contracts.ContractJson;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The numbers of a user by kind and label, as a JSON document in a column. */
@Converter
final class JpaNumbers implements AttributeConverter<JpaNumbers.Document, String> {
  record Document(Map<String, Map<String, Double>> numbers) {
    Document and(Iterable<PeerNumber> added) {
      Map<String, Map<String, Double>> sum = new HashMap<>();
      numbers.forEach((kind, amounts) -> sum.put(kind, new HashMap<>(amounts)));
      added.forEach(
          number ->
              sum.computeIfAbsent(number.kind(), kind -> new HashMap<>())
                  .merge(number.label(), number.amount(), Double::sum));
      return new Document(sum);
    }
  }

  @Override
  public @Nullable String convertToDatabaseColumn(@Nullable Document document) {
    return document == null
        ? null
        : new String(ContractJson.write(document), StandardCharsets.UTF_8);
  }

  @Override
  public @Nullable Document convertToEntityAttribute(@Nullable String column) {
    return column == null
        ? null
        : ContractJson.read(column.getBytes(StandardCharsets.UTF_8), Document.class);
  }
}
