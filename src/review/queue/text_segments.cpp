#include "review/queue/text_segments.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <nlohmann/json.hpp>

#include "text/json_text.h"

namespace codau::review {
namespace {

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }

ByteRange bytes(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

/// Returns the end of the value if it stands at `at`, otherwise nothing.
std::optional<std::size_t> match_at(std::string_view text, std::size_t at, std::string_view value) {
  std::size_t i = at;
  for (std::size_t j = 0; j < value.size();) {
    if (is_space(value[j])) {
      while (j < value.size() && is_space(value[j])) ++j;
      if (i >= text.size() || !is_space(text[i])) return std::nullopt;
      while (i < text.size() && is_space(text[i])) ++i;
      continue;
    }
    if (i >= text.size() || text[i] != value[j]) return std::nullopt;
    ++i;
    ++j;
  }
  return i;
}

std::string find_change_text(const nlohmann::json& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// Returns the value of out_start in a line, or 0. Faster than parsing the line: most lines of a
/// long document belong to other pages.
std::size_t first_number(std::string_view line) {
  constexpr std::string_view kKey = R"("out_start":)";
  const std::size_t at = line.find(kKey);
  std::size_t out = 0;
  if (at != std::string_view::npos)
    std::from_chars(line.data() + at + kKey.size(), line.data() + line.size(), out);
  return out;
}

double find_change_number(const nlohmann::json& json, const char* key, double otherwise) {
  const auto found = json.find(key);
  return found != json.end() && found->is_number() ? found->get<double>() : otherwise;
}

}  // namespace

std::vector<ChangedWord> find_changed_words(std::string_view jsonl, std::size_t begin,
                                            std::size_t end) {
  std::vector<ChangedWord> out;
  while (!jsonl.empty()) {
    const std::string_view line = jsonl.substr(0, jsonl.find('\n'));
    jsonl.remove_prefix(std::min(line.size() + 1, jsonl.size()));
    const std::size_t at = first_number(line);
    if (at < begin || at >= end || !text::is_nested_within(line, 2, 100)) continue;
    const nlohmann::json json = nlohmann::json::parse(line, nullptr, false);
    if (!json.is_object()) continue;
    const double from = find_change_number(json, "out_start", -1),
                 to = find_change_number(json, "out_end", -1);
    if (from < static_cast<double>(begin) || to > static_cast<double>(end) || to <= from) continue;
    out.push_back({static_cast<std::size_t>(from), static_cast<std::size_t>(to),
                   find_change_text(json, "before"), find_change_text(json, "runner_up"),
                   find_change_number(json, "confidence", 1)});
  }
  std::ranges::stable_sort(out, {}, &ChangedWord::begin);
  return out;
}

std::optional<ByteRange> find_value_place(std::string_view text, std::string_view value,
                                          std::size_t from) {
  while (!value.empty() && is_space(value.front())) value.remove_prefix(1);
  while (!value.empty() && is_space(value.back())) value.remove_suffix(1);
  if (value.empty()) return std::nullopt;
  // Only places of the first word are compared.
  const auto* const blank = std::ranges::find_if(value, is_space);
  const std::string_view word = value.substr(0, static_cast<std::size_t>(blank - value.begin()));
  const auto look = [&](std::size_t at) -> std::optional<ByteRange> {
    for (at = text.find(word, at); at != std::string_view::npos; at = text.find(word, at + 1)) {
      if (const auto end = match_at(text, at, value)) return bytes(at, *end);
    }
    return std::nullopt;
  };
  const auto found = look(from);
  return found || from == 0 ? found : look(0);
}

ByteRange find_page(std::string_view text, std::size_t number) {
  std::size_t begin = 0;
  for (std::size_t page = 1; page < number; ++page) {
    const std::size_t at = text.find('\f', begin);
    if (at == std::string_view::npos) return bytes(0, text.size());
    begin = at + 1;
  }
  return bytes(begin, std::min(text.find('\f', begin), text.size()));
}

ByteRange find_surroundings(std::string_view text, ByteRange what, std::size_t around) {
  std::size_t begin = what.begin - std::min<std::size_t>(what.begin, around);
  if (begin > 0) {
    while (begin < what.begin && !is_space(text[begin])) ++begin;
    while (begin < what.begin && is_space(text[begin])) ++begin;
  }
  std::size_t end = std::min(text.size(), what.end + around);
  if (end < text.size()) {
    while (end > what.end && !is_space(text[end - 1])) --end;
  }
  return bytes(begin, end);
}

std::vector<HardWord> find_hard_words(std::string_view text, ByteRange range,
                                      const std::vector<ChangedWord>& words,
                                      const std::vector<OcrWordReading>& seen, double sure) {
  // By word as it was read: its places in the restored text.
  std::map<std::string, std::vector<ByteRange>> places;
  auto change = words.begin();
  for (std::size_t at = range.begin; at < range.end;) {
    const std::size_t begin = at;
    std::string read;
    while (at < range.end &&
           (!is_space(text[at]) || (change != words.end() && change->begin == at))) {
      while (change != words.end() && change->begin < at) ++change;
      const bool is_changed = change != words.end() && change->begin == at;
      read += is_changed ? change->before : std::string(1, text[at]);
      at = is_changed ? change->end : at + 1;
      if (is_changed) ++change;
    }
    const ByteRange place = bytes(begin, at);
    for (std::size_t from = 0; from < read.size();) {
      std::size_t to = from;
      while (to < read.size() && !is_space(read[to])) ++to;
      if (to > from) places[read.substr(from, to - from)].push_back(place);
      from = to + 1;
    }
    if (at == begin) ++at;
  }
  std::map<std::string, std::size_t> met;
  std::vector<HardWord> out;
  for (const OcrWordReading& word : seen) {
    const auto found = places.find(word.text);
    const std::size_t nth = met[word.text]++;
    if (word.confidence >= sure || found == places.end() || nth >= found->second.size()) continue;
    const ByteRange place = found->second[nth];
    out.push_back({place.begin, place.end, word.confidence});
  }
  std::ranges::stable_sort(out, {}, &HardWord::begin);
  return out;
}

std::vector<TextSegment> split_into_segments(std::string_view text, ByteRange range,
                                             std::optional<ByteRange> value,
                                             const std::vector<ChangedWord>& words,
                                             const std::vector<HardWord>& hard) {
  std::vector<std::size_t> cuts{range.begin, range.end};
  const auto cut = [&](std::size_t at) {
    if (at > range.begin && at < range.end) cuts.push_back(at);
  };
  if (value) {
    cut(value->begin);
    cut(value->end);
  }
  for (const ChangedWord& word : words) {
    cut(word.begin);
    cut(word.end);
  }
  for (const HardWord& word : hard) {
    cut(word.begin);
    cut(word.end);
  }
  std::ranges::sort(cuts);
  cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
  std::vector<TextSegment> out;
  auto word = words.begin();
  auto read = hard.begin();
  for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
    TextSegment stretch;
    stretch.text = text.substr(cuts[i], cuts[i + 1] - cuts[i]);
    stretch.is_value = value && cuts[i] >= value->begin && cuts[i + 1] <= value->end;
    while (word != words.end() && word->end <= cuts[i]) ++word;
    if (word != words.end() && word->begin <= cuts[i]) {
      stretch.is_changed = true;
      stretch.is_unsure = word->is_unsure();
      stretch.before = word->before;
      stretch.runner_up = word->runner_up;
      stretch.confidence = word->confidence;
    }
    while (read != hard.end() && read->end <= cuts[i]) ++read;
    if (read != hard.end() && read->begin <= cuts[i]) stretch.read = read->confidence;
    out.push_back(std::move(stretch));
  }
  return out;
}

}  // namespace codau::review
