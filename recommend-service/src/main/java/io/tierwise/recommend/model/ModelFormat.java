package io.tierwise.recommend.model;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * A model as bytes: magic "TWRM", format version, then the deflated sections. Java serialisation
 * would tie a stored model to class names and trust what it reads. A later version reads all
 * earlier ones; zlib's checksum finds damage.
 */
public final class ModelFormat {
  private static final int MAGIC = 0x5457524D;
  private static final int VERSION = 4;
  private static final int MAX_ITEMS = 20_000_000;

  public static byte[] write(RecommendationModel model) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    try {
      DataOutputStream head = new DataOutputStream(bytes);
      head.writeInt(MAGIC);
      head.writeInt(VERSION);
      try (DataOutputStream out =
          new DataOutputStream(new DeflaterOutputStream(bytes, deflater, 1 << 16))) {
        out.writeInt(model.itemIds().size());
        for (String id : model.itemIds()) {
          out.writeUTF(id);
        }
        ModelArrays.write(out, model.popularity().scores());
        ModelArrays.write(out, model.trending().scores());
        out.writeUTF(model.primary().id());
        out.writeInt(model.personal().size());
        for (Algorithm algorithm : new TreeSet<>(model.personal().keySet())) {
          out.writeUTF(algorithm.id());
          PersonalModelFormat.write(out, model.personal(algorithm));
        }
        BoughtTogether rules = model.boughtTogether();
        out.writeInt(rules.orders());
        ModelArrays.write(out, rules.ordersOf());
        ModelArrays.write(out, rules.starts());
        ModelArrays.write(out, rules.others());
        ModelArrays.write(out, rules.shared());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      deflater.end();
    }
    return bytes.toByteArray();
  }

  /**
   * @throws IllegalArgumentException if the bytes are damaged or of a version from the future
   */
  public static RecommendationModel read(byte[] bytes) {
    try {
      DataInputStream head = new DataInputStream(new ByteArrayInputStream(bytes));
      if (head.readInt() != MAGIC) {
        throw new IllegalArgumentException("these bytes are not a model");
      }
      int version = head.readInt();
      if (version < 1 || version > VERSION) {
        throw new IllegalArgumentException("model format " + version + " is not known here");
      }
      try (DataInputStream in = new DataInputStream(new InflaterInputStream(head))) {
        return read(in, version);
      }
    } catch (IOException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("the model is damaged: " + e.getMessage(), e);
    }
  }

  private static RecommendationModel read(DataInputStream in, int version) throws IOException {
    int items = in.readInt();
    if (items < 0 || items > MAX_ITEMS) {
      throw new IOException(items + " items");
    }
    List<String> ids = new ArrayList<>(Math.min(items, 100_000));
    for (int i = 0; i < items; i++) {
      ids.add(in.readUTF());
    }
    ItemRanking popularity = new ItemRanking(ModelArrays.readDoubles(in));
    ItemRanking trending = new ItemRanking(ModelArrays.readDoubles(in));
    Map<Algorithm, PersonalModel> personal = new EnumMap<>(Algorithm.class);
    Algorithm primary = version == 1 ? Algorithm.ITEM_KNN : algorithm(in);
    int count = version == 1 ? 1 : in.readInt();
    for (int i = 0; i < count; i++) {
      Algorithm algorithm = version == 1 ? Algorithm.ITEM_KNN : algorithm(in);
      personal.put(algorithm, PersonalModelFormat.read(in, version));
    }
    BoughtTogether rules =
        new BoughtTogether(
            in.readInt(),
            ModelArrays.readInts(in),
            ModelArrays.readInts(in),
            ModelArrays.readInts(in),
            ModelArrays.readInts(in));
    // Reading to the end makes zlib compare its checksum.
    if (in.read() != -1) {
      throw new IOException("bytes after the end");
    }
    return new RecommendationModel(ids, popularity, trending, personal, rules, primary);
  }

  private static Algorithm algorithm(DataInputStream in) throws IOException {
    String id = in.readUTF();
    return Algorithm.of(id).orElseThrow(() -> new IOException("algorithm '" + id + "'"));
  }

  private ModelFormat() {}
}
