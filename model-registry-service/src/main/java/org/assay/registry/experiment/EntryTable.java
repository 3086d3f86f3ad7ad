package org.assay.registry.experiment;

/** The tables of entries, each with what its entries are about and how much it takes. */
public enum EntryTable {
  EXPERIMENT_TAG("tag", "experiment_id", 20_000, 1_000),
  RUN_TAG("tag", "run_id", 8_000, 1_000),
  RUN_PARAM("param", "run_id", 6_000, 2_000),
  LOGGED_MODEL_TAG("tag", "model_id", 8_000, 1_000),
  LOGGED_MODEL_PARAM("param", "model_id", 6_000, 2_000);

  /** The most bytes of all keys and values of one owner: whoever reads it reads them all. */
  static final long MOST_BYTES = 1_000_000;

  private final String word;
  private final String owner;
  private final int longest;
  private final int most;

  EntryTable(String word, String owner, int longest, int most) {
    this.word = word;
    this.owner = owner;
    this.longest = longest;
    this.most = most;
  }

  /** Returns the table's name in SQL. */
  public String table() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** Returns the column of what an entry is about. */
  public String owner() {
    return owner;
  }

  /** Returns what an entry is called. */
  public String word() {
    return word;
  }

  /** Returns the most characters (UTF-16 units) of a value. */
  public int longest() {
    return longest;
  }

  /** Returns the most entries of one owner. */
  public int most() {
    return most;
  }

  /** Returns SQL of owners and of what each entry takes to show. */
  public String weights() {
    return "select %s, 32 + octet_length(key) + octet_length(value) from %s"
        .formatted(owner, table());
  }

  /** Says whether a row names the experiment besides its owner, for searches within it. */
  boolean isScoped() {
    return this != EXPERIMENT_TAG;
  }
}
