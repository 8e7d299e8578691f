#include "review/queue/sample.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cmath>
#include <cstring>
#include <fstream>
#include <nlohmann/json.hpp>
#include <queue>
#include <utility>

#include "core/error.h"
#include "record/schema/find_cell.h"
#include "record/schema/row.h"
#include "record/schema/schema.h"
#include "record/schema/typed_row.h"
#include "store/schema/database_identity.h"
#include "text/json_text.h"

namespace codau::review {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr auto kFields = std::to_array<std::string_view>(
    {"documents.code_number", "documents.issued_date", "documents.organ_name", "documents.subject",
     "tasks.task_text", "tasks.lead_raw", "tasks.coop_raw", "tasks.output", "tasks.deadline_raw",
     "tasks.due_date"});

/// FNV-1a. The final mixing of SplitMix64, in mixed(), makes the high bits as good as the low bits.
std::uint64_t hash_of(std::uint64_t from, std::string_view text) {
  for (const char c : text) from = (from ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
  return from;
}
std::uint64_t mixed(std::uint64_t x) {
  x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9U;
  x = (x ^ (x >> 27U)) * 0x94D049BB133111EBU;
  return x ^ (x >> 31U);
}

/// The place of a value: row and index of the field in kFields.
struct Place {
  std::uint64_t hash = 0;
  std::string row_id;
  std::size_t field = 0;
  bool operator<(const Place& other) const {
    return std::tie(hash, row_id, field) < std::tie(other.hash, other.row_id, other.field);
  }
};

std::pair<std::string_view, std::string_view> parts_of(std::string_view field) {
  const std::size_t dot = field.find('.');
  return {field.substr(0, dot), field.substr(dot + 1)};
}

/// Returns the `most` places with the smallest hashes, ascending. Sets `are_all` if there are no
/// others.
std::vector<Place> least_places(const store::StoreReader& store, std::string_view seed,
                                std::size_t most, bool& are_all) {
  constexpr std::uint64_t kBasis = 0xCBF29CE484222325U;
  const std::uint64_t seeded = hash_of(kBasis, seed);
  std::priority_queue<Place> least;
  are_all = true;
  for (const std::string_view name : {"documents", "tasks"}) {
    store.for_each_key(record::table(name), [&](std::string_view key) {
      const std::uint64_t of_row = hash_of(seeded, key);
      for (std::size_t i = 0; i < kFields.size(); ++i) {
        if (parts_of(kFields[i]).first != name) continue;
        const std::uint64_t hash = mixed(hash_of(of_row, kFields[i]));
        if (least.size() >= most) {
          are_all = false;
          if (hash >= least.top().hash) continue;
          least.pop();
        }
        least.push({hash, std::string(key), i});
      }
    });
  }
  std::vector<Place> out;
  for (; !least.empty(); least.pop()) out.push_back(least.top());
  std::ranges::reverse(out);
  return out;
}

/// Returns the item of a place; nothing if there is no value to judge.
std::optional<SampleItem> item_at(const store::StoreReader& store, const Place& place) {
  const auto [name, field] = parts_of(kFields[place.field]);
  const record::Table& table = record::table(name);
  std::optional<SampleItem> out;
  store.for_each_row_with(
      table, table.primary_key.front(), place.row_id,
      [&, name = name, field = field](const record::Row& row, std::string_view doc_id) {
        const bool is_rejected =
            record::find_cell_text(table, row, record::Tasks::review_status.name) == "rejected";
        if (record::find_cell_text(table, row, field).empty() || is_rejected) return;
        out = SampleItem{
            std::string(doc_id), std::string(name), place.row_id, std::string(field), {}, {}, {}};
      });
  return out;
}

std::string find_sample_text(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found == json.end() || !found->is_string() ? std::string() : found->get<std::string>();
}

std::optional<std::size_t> find_sample_count(const Json& json, const char* key) {
  const auto found = json.find(key);
  if (found == json.end() || !found->is_number_unsigned()) return std::nullopt;
  return found->get<std::size_t>();
}

[[noreturn]] void cannot_write(const fs::path& file) {
  throw Error(ErrorCode::kOutput,
              both("không ghi được ", "cannot be written: ") + file.string() + ": " +
                  std::strerror(errno));  // NOLINT(concurrency-mt-unsafe): only its text is taken
}

/// Appends lines to a file, and waits until they are on disk. Begins a new line, because a killed
/// process may have left a part of a line.
void append(const fs::path& file, const std::string& lines) {
  const std::string text = '\n' + lines;
  const int fd = ::open(file.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0644);
  if (fd < 0) cannot_write(file);
  const bool written = ::write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  ::close(fd);
  if (!written) cannot_write(file);
  store::sync_to_disk(file);
}

void put(std::string& line, const char* key, std::string_view text) {
  line += line.empty() ? "{" : ",";
  text::append_json_string(line, key);
  line += ':';
  text::append_json_string(line, text);
}

}  // namespace

std::span<const std::string_view> list_sampled_fields() { return kFields; }

std::vector<SampleItem> draw_sample(const store::StoreReader& store, std::string_view seed,
                                    std::size_t size) {
  // Most places have a value. If few have one, more places are tried.
  for (std::size_t most = 4 * size + 64;; most *= 8) {
    bool are_all = false;
    std::vector<SampleItem> out;
    for (const Place& place : least_places(store, seed, most, are_all)) {
      if (out.size() >= size) break;
      if (auto item = item_at(store, place)) out.push_back(std::move(*item));
    }
    if (out.size() >= size || are_all) return out;
  }
}

Interval wilson_interval(std::size_t part, std::size_t all) {
  if (all == 0) return {};
  constexpr double kZ = 1.959963984540054;  // of the normal distribution, 97.5 %
  const auto n = static_cast<double>(all);
  const double p = static_cast<double>(part) / n, z2 = kZ * kZ;
  const double middle = (p + z2 / (2 * n)) / (1 + z2 / n);
  const double half = kZ / (1 + z2 / n) * std::sqrt(p * (1 - p) / n + z2 / (4 * n * n));
  return {part == 0 ? 0 : std::max(0.0, middle - half),
          part == all ? 1 : std::min(1.0, middle + half)};
}

fs::path SampleFile::file(std::size_t number) const {
  return folder_ / ("sample-" + std::to_string(number) + ".jsonl");
}

std::size_t SampleFile::last() const {
  constexpr std::size_t kMost = 10'000;
  std::size_t number = 0;
  std::error_code error;
  while (number < kMost && fs::exists(file(number + 1), error)) ++number;
  return number;
}

std::optional<Sample> SampleFile::load() const {
  for (std::size_t number = last(); number > 0; --number) {
    if (auto found = load(number)) return found;
  }
  return std::nullopt;
}

std::optional<Sample> SampleFile::load(std::size_t number) const {
  constexpr std::size_t kMostBytes = std::size_t{16} << 20U;
  std::ifstream in(file(number), std::ios::binary);
  Sample out;
  std::size_t size = 0, read = 0;
  for (std::string line; std::getline(in, line) && read < kMostBytes;) {
    read += line.size();
    const Json json = Json::parse(line, nullptr, false);
    if (!json.is_object()) continue;
    const std::string verdict = find_sample_text(json, "verdict");
    if (const auto all = find_sample_count(json, "size")) {
      size = *all;
      out.seed = find_sample_text(json, "seed");
      out.at = find_sample_text(json, "at");
    } else if (const auto item = find_sample_count(json, "item");
               item && *item < out.items.size()) {
      out.items[*item].verdict = verdict;
      out.items[*item].actor = find_sample_text(json, "actor");
      out.items[*item].at = find_sample_text(json, "at");
    } else if (!item && out.items.size() < size) {
      out.items.push_back({find_sample_text(json, "doc_id"),
                           find_sample_text(json, "table"),
                           find_sample_text(json, "row_id"),
                           find_sample_text(json, "field"),
                           {},
                           {},
                           {}});
    }
  }
  if (size == 0 || out.items.size() < size) return std::nullopt;
  return out;
}

void SampleFile::save(const Sample& sample) const {
  std::error_code error;
  fs::create_directories(folder_, error);
  std::string lines = R"({"size":)" + std::to_string(sample.items.size());
  put(lines, "seed", sample.seed);
  put(lines, "at", sample.at);
  lines += "}\n";
  for (const SampleItem& item : sample.items) {
    std::string line;
    put(line, "doc_id", item.doc_id);
    put(line, "table", item.table);
    put(line, "row_id", item.row_id);
    put(line, "field", item.field);
    lines += line + "}\n";
  }
  // A file with the final name is always complete.
  const fs::path whole = file(last() + 1);
  fs::path part = whole;
  part += ".part";
  fs::remove(part, error);
  append(part, lines);
  fs::rename(part, whole, error);
  if (error) {
    errno = error.value();
    cannot_write(whole);
  }
  store::sync_to_disk(folder_);
}

void SampleFile::judge(std::size_t item, std::string_view verdict, std::string_view actor,
                       std::string_view at) const {
  std::string line = R"({"item":)" + std::to_string(item);
  put(line, "verdict", verdict);
  put(line, "actor", actor);
  put(line, "at", at);
  std::size_t number = last();
  while (number > 1 && !load(number)) --number;
  append(file(number), line + "}\n");
}

}  // namespace codau::review
