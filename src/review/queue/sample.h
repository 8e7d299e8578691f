// review/queue/sample.h — draws and stores a random sample of values. A person judges the sample,
// which gives an estimate of the error rate of all values.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/store_reader.h"

namespace codau::review {

/// A value of the sample. An item names the place of the value; the value itself is read from the
/// store.
struct SampleItem {
  std::string doc_id, table, row_id, field;
  std::string verdict;  ///< right, wrong or unknown; empty: not judged yet
  /// The person who judged, and the time.
  std::string actor, at;
  bool operator==(const SampleItem&) const = default;
};

/// A sample: the seed and time of the draw, and the drawn values.
struct Sample {
  std::string seed, at;
  std::vector<SampleItem> items;
};

/// Returns the columns from which values are drawn, as TABLE.COLUMN: "tasks.due_date".
[[nodiscard]] std::span<const std::string_view> list_sampled_fields();

/// Draws at most `size` values of tasks and documents. All values are equally likely (simple random
/// sampling without replacement): drawn are the values whose places have the smallest hashes with
/// the seed. Rows that a person rejected are left out. Empty values are left out, too. So the
/// sample cannot show values that were not read at all.
/// Law: for the same seed and store, a smaller sample is the beginning of a larger one.
[[nodiscard]] std::vector<SampleItem> draw_sample(const store::StoreReader& store,
                                                  std::string_view seed, std::size_t size);

/// The bounds of a share, with a confidence of 95 %.
struct Interval {
  double low = 0, high = 1;
};
/// Returns Wilson's score interval for the share part / all. The interval is good for small samples
/// and for shares near 0. Source: E. B. Wilson, Probable Inference, the Law of Succession, and
/// Statistical Inference, JASA 22 (1927) 209–212.
/// Laws: 0 ≤ low ≤ part / all ≤ high ≤ 1. If `all` is 0, the interval is [0, 1].
[[nodiscard]] Interval wilson_interval(std::size_t part, std::size_t all);

/// The samples of an output, in the files OUT/review/sample-N.jsonl. The last complete file is the
/// current sample. Verdicts are appended to this file.
class SampleFile {
 public:
  explicit SampleFile(const std::filesystem::path& out) : folder_(out / "review") {}
  /// Returns the current sample; nothing if no sample was drawn. Damaged lines and files are
  /// skipped.
  [[nodiscard]] std::optional<Sample> load() const;
  /// Stores a new sample; keeps earlier files. When it returns, the file is on disk. Throws
  /// Error{kOutput} if the file cannot be written.
  void save(const Sample& sample) const;
  /// Stores the verdict on a value of the current sample. `item`: index of the value. An empty
  /// verdict takes the earlier one back. When it returns, the verdict is on disk. Throws
  /// Error{kOutput} if the file cannot be written.
  void judge(std::size_t item, std::string_view verdict, std::string_view actor,
             std::string_view at) const;

 private:
  [[nodiscard]] std::filesystem::path file(std::size_t number) const;
  [[nodiscard]] std::size_t last() const;
  [[nodiscard]] std::optional<Sample> load(std::size_t number) const;
  std::filesystem::path folder_;
};

}  // namespace codau::review
