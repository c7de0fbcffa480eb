package io.tierwise.recommend.model;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The section of one personal model: its kind, then its arrays. */
final class PersonalModelFormat {
  private static final int NEIGHBORHOOD = 0;
  private static final int FACTORS = 1;
  private static final int USERS = 2;
  private static final int RATINGS = 3;
  private static final int FOLLOWERS = 4;
  private static final int BLEND = 5;
  private static final int FIRST_WITH_KINDS = 3;
  private static final int MAX_TILES = 100_000;
  private static final int MAX_FACTORS = 4_096;
  private static final int MAX_PARTS = 100;

  static void write(DataOutputStream out, PersonalModel model) throws IOException {
    switch (model) {
      case ItemNeighborhood items -> {
        out.writeByte(NEIGHBORHOOD);
        writeLists(out, items);
      }
      case Followers followers -> {
        out.writeByte(FOLLOWERS);
        out.writeDouble(followers.halfLife());
        writeLists(out, followers.lists());
      }
      case Blend blend -> {
        out.writeByte(BLEND);
        out.writeInt(blend.parts().size());
        for (Blend.Part part : blend.parts()) {
          out.writeDouble(part.factor());
          write(out, part.model());
        }
      }
      case LatentFactors factors -> {
        out.writeByte(FACTORS);
        AlsTrainer.Parameters parameters = factors.parameters();
        out.writeInt(parameters.factors());
        out.writeDouble(parameters.confidence());
        out.writeDouble(parameters.regularisation());
        out.writeDouble(parameters.frequencyPower());
        out.writeInt(parameters.epochs());
        out.writeInt(parameters.maxItemsPerUser());
        out.writeLong(parameters.seed());
        ModelArrays.write(out, factors.shared());
        write(out, factors.factors());
      }
      case UserNeighborhood users -> {
        out.writeByte(USERS);
        UserKnnTrainer.Parameters parameters = users.parameters();
        out.writeInt(parameters.neighbours());
        out.writeDouble(parameters.shrinkage());
        out.writeInt(parameters.maxUsers());
        out.writeInt(parameters.maxItemsPerUser());
        out.writeUTF(parameters.similarity().name());
        out.writeInt(users.rows().items());
        ModelArrays.write(out, users.rows().rowStart);
        ModelArrays.write(out, users.rows().rowItem);
        ModelArrays.write(out, users.rows().rowValue);
      }
      case RatingFactors ratings -> {
        out.writeByte(RATINGS);
        RatingTrainer.Parameters parameters = ratings.parameters();
        out.writeInt(parameters.factors());
        out.writeDouble(parameters.regularisation());
        out.writeDouble(parameters.biasRidge());
        out.writeInt(parameters.epochs());
        out.writeLong(parameters.seed());
        out.writeDouble(ratings.mean());
        out.writeInt(ratings.items().length);
        for (float[] row : ratings.items()) {
          ModelArrays.write(out, row);
        }
      }
    }
  }

  static PersonalModel read(DataInputStream in, int version) throws IOException {
    int kind = version < FIRST_WITH_KINDS ? NEIGHBORHOOD : in.readByte();
    return switch (kind) {
      case NEIGHBORHOOD -> neighborhood(in);
      case FOLLOWERS -> new Followers(in.readDouble(), neighborhood(in));
      case BLEND -> blend(in, version);
      case FACTORS -> factors(in);
      case USERS ->
          new UserNeighborhood(
              new UserKnnTrainer.Parameters(
                  in.readInt(),
                  in.readDouble(),
                  in.readInt(),
                  in.readInt(),
                  UserKnnTrainer.Similarity.valueOf(in.readUTF())),
              SparseMatrix.of(
                  in.readInt(),
                  ModelArrays.readInts(in),
                  ModelArrays.readInts(in),
                  ModelArrays.readFloats(in)));
      case RATINGS -> ratings(in);
      default -> throw new IOException("a model of kind " + kind);
    };
  }

  private static ItemNeighborhood neighborhood(DataInputStream in) throws IOException {
    return new ItemNeighborhood(
        ModelArrays.readInts(in), ModelArrays.readInts(in), ModelArrays.readFloats(in));
  }

  private static Blend blend(DataInputStream in, int version) throws IOException {
    int count = in.readInt();
    if (count < 1 || count > MAX_PARTS) {
      throw new IOException(count + " parts of a hybrid");
    }
    List<Blend.Part> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      parts.add(new Blend.Part(in.readDouble(), read(in, version)));
    }
    return new Blend(parts);
  }

  private static LatentFactors factors(DataInputStream in) throws IOException {
    AlsTrainer.Parameters parameters =
        new AlsTrainer.Parameters(
            in.readInt(),
            in.readDouble(),
            in.readDouble(),
            in.readDouble(),
            in.readInt(),
            in.readInt(),
            in.readLong());
    double[] shared = ModelArrays.readDoubles(in);
    FactorTiles tiles = tiles(in);
    return new LatentFactors(parameters, shared, tiles, ItemNumbers.plain(tiles.rows()));
  }

  private static RatingFactors ratings(DataInputStream in) throws IOException {
    RatingTrainer.Parameters parameters =
        new RatingTrainer.Parameters(
            in.readInt(), in.readDouble(), in.readDouble(), in.readInt(), in.readLong());
    double mean = in.readDouble();
    int rows = in.readInt();
    if (rows < 0 || rows > MAX_TILES * FactorTiles.SIZE) {
      throw new IOException(rows + " rows of ratings");
    }
    float[][] items = new float[rows][];
    for (int row = 0; row < rows; row++) {
      items[row] = ModelArrays.readFloats(in);
    }
    return new RatingFactors(parameters, mean, items, ItemNumbers.plain(rows));
  }

  private static void writeLists(DataOutputStream out, ItemNeighborhood items) throws IOException {
    ModelArrays.write(out, items.starts());
    ModelArrays.write(out, items.allNeighbours());
    ModelArrays.write(out, items.allSimilarities());
  }

  private static void write(DataOutputStream out, FactorTiles factors) throws IOException {
    out.writeInt(factors.rows());
    out.writeInt(factors.dims());
    for (float[][] tile : factors.tiles()) {
      for (float[] column : tile) {
        ModelArrays.write(out, column);
      }
    }
  }

  private static FactorTiles tiles(DataInputStream in) throws IOException {
    int rows = in.readInt();
    int dims = in.readInt();
    int count = (rows + FactorTiles.SIZE - 1) / FactorTiles.SIZE;
    if (rows < 0 || count > MAX_TILES || dims < 1 || dims > MAX_FACTORS) {
      throw new IOException(rows + " rows of " + dims + " factors");
    }
    float[][][] tiles = new float[count][dims][];
    for (float[][] tile : tiles) {
      for (int k = 0; k < dims; k++) {
        tile[k] = ModelArrays.readFloats(in);
      }
    }
    return new FactorTiles(rows, dims, tiles);
  }

  private PersonalModelFormat() {}
}
