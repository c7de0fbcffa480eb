import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.ml.recommendation.ALS;
import org.apache.spark.ml.recommendation.ALSModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * The peer of `./tierwise bench rec-train`: implicit ALS by Spark's MLlib on two threads.
 *
 * <p>Reads a file of little-endian 32-bit integers: users, items, then per user the number of
 * training items, these, the number of test items, these. Arguments: that file, a file for the
 * factors, rank, iterations, regularisation, alpha. Writes the factors as rows of (side, id,
 * values) and answers one line of JSON.
 */
public final class SparkAls {
  private static final int BLOCKS = 2;

  public static void main(String[] args) throws IOException {
    SparkSession spark =
        SparkSession.builder()
            .master("local[2]")
            .appName("peer")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.default.parallelism", "2")
            .getOrCreate();
    spark.sparkContext().setLogLevel("ERROR");
    StructType type =
        new StructType()
            .add("user", DataTypes.IntegerType)
            .add("item", DataTypes.IntegerType)
            .add("rating", DataTypes.FloatType);
    Dataset<Row> data =
        spark
            .createDataFrame(rows(Path.of(args[0])), type)
            .repartition(2)
            .persist(StorageLevel.MEMORY_ONLY());
    long count = data.count();
    ALS als =
        new ALS()
            .setImplicitPrefs(true)
            .setRank(Integer.parseInt(args[2]))
            .setMaxIter(2)
            .setRegParam(Double.parseDouble(args[4]))
            .setAlpha(Double.parseDouble(args[5]))
            .setNumBlocks(BLOCKS)
            .setSeed(20261122);
    als.fit(data).itemFactors().count();
    long from = System.nanoTime();
    ALSModel model = als.setMaxIter(Integer.parseInt(args[3])).fit(data);
    model.userFactors().count();
    model.itemFactors().count();
    double seconds = (System.nanoTime() - from) / 1e9;
    write(Path.of(args[1]), model);
    System.out.printf(
        Locale.ROOT,
        "{\"seconds\": %.3f, \"rows\": %d, \"version\": \"%s\"}%n",
        seconds,
        count,
        spark.version());
    spark.stop();
  }

  private static List<Row> rows(Path file) throws IOException {
    ByteBuffer data = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int users = data.getInt();
    data.getInt();
    List<Row> rows = new ArrayList<>();
    for (int user = 0; user < users; user++) {
      for (int left = data.getInt(); left > 0; left--) {
        rows.add(RowFactory.create(user, data.getInt(), 1f));
      }
      int tests = data.getInt();
      data.position(data.position() + 4 * tests);
    }
    return rows;
  }

  private static void write(Path file, ALSModel model) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      int side = 0;
      for (Dataset<Row> factors : List.of(model.userFactors(), model.itemFactors())) {
        for (Row row : factors.collectAsList()) {
          out.writeInt(side);
          out.writeInt(row.getInt(0));
          for (Object value : row.getList(1)) {
            out.writeFloat((Float) value);
          }
        }
        side++;
      }
    }
  }
}
