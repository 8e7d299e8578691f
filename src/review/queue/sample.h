// review/queue/sample.h — a random sample of values that a person judges, by which the rest is
// known.
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

/// A value by its place: what it says is in the store alone, and goes with it.
struct SampleItem {
  std::string doc_id, table, row_id, field;
  std::string verdict;  ///< right | wrong | unknown; empty: not judged yet
  std::string actor, at;
  bool operator==(const SampleItem&) const = default;
};

struct Sample {
  std::string seed, at;
  std::vector<SampleItem> items;
};

/// The columns that are judged: "tasks.due_date".
[[nodiscard]] std::span<const std::string_view> list_sampled_fields();

/// At most `size` values of tasks and documents, each as likely as any other (simple random
/// sampling without replacement): those whose places have the least hashes with the seed. Values
/// that are empty, and rows that a person has rejected, are none: what was not read at all cannot
/// be found so. Law: the same seed and store give the same values, whatever the size, but for its
/// end.
[[nodiscard]] std::vector<SampleItem> draw_sample(const store::StoreReader& store,
                                                  std::string_view seed, std::size_t size);

/// Where both ends of the interval lie that holds the true share with 95 %.
struct Interval {
  double low = 0, high = 1;
};
/// Wilson's score interval, which holds for small samples and shares near 0: E. B. Wilson, Probable
/// Inference, the Law of Succession, and Statistical Inference, JASA 22 (1927) 209–212.
/// Laws: 0 ≤ low ≤ part/all ≤ high ≤ 1; [0, 1] of nothing.
[[nodiscard]] Interval wilson_interval(std::size_t part, std::size_t all);

/// Samples on disk: OUT/review/sample-N.jsonl, the last whole one counts. What is said is appended.
class SampleFile {
 public:
  explicit SampleFile(const std::filesystem::path& out) : folder_(out / "review") {}
  /// The last sample; nothing where none was drawn. What is damaged is passed over.
  [[nodiscard]] std::optional<Sample> load() const;
  /// One more; those before stay. Durable when it returns. Throws Error{kOutput}.
  void save(const Sample& sample) const;
  /// What somebody says of an item of the last sample; "" takes it back. Durable when it returns.
  /// Throws Error{kOutput}.
  void judge(std::size_t item, std::string_view verdict, std::string_view actor,
             std::string_view at) const;

 private:
  [[nodiscard]] std::filesystem::path file(std::size_t number) const;
  [[nodiscard]] std::size_t last() const;
  [[nodiscard]] std::optional<Sample> load(std::size_t number) const;
  std::filesystem::path folder_;
};

}  // namespace codau::review
