// codau-eval-restore: how well restoration does on a text of which the truth is known.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cmath>
#include <ctime>
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "core/error.h"
#include "edit_distance.h"
#include "restore/api/restorer.h"
#include "restore/text/spelling.h"
#include "text/unicode.h"
#include "text/utf8.h"

namespace codau {
namespace {

struct Options {
  std::string gold, seen, models = "models", data = "data", input = "stripped", mode = "auto";
  bool strict = false, apart = false;
  std::size_t lines = 0;
  std::size_t errors = 0;
  double least = 0;
  std::size_t beam = restore::RestoreOptions().beam;
};

std::string read_file(const std::string& path, std::size_t lines) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw Error(ErrorCode::kInput, path + ": cannot be opened");
  std::string out;
  std::size_t done = 0;
  for (std::string line; std::getline(file, line) && (lines == 0 || done++ < lines);) {
    out += text::to_nfc(line) + '\n';
  }
  return out;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> out;
  for (std::string line; std::getline(in, line);) out.push_back(line);
  return out;
}

/// The runs between spaces that have a letter, without punctuation around them.
std::vector<std::string> syllables_of(const std::string& line, bool strict) {
  std::istringstream in(line);
  std::vector<std::string> out;
  for (std::string chunk; in >> chunk;) {
    std::u32string word = restore::to_utf32(chunk);
    if (std::none_of(word.begin(), word.end(), restore::is_letter)) continue;
    const auto edge = [](char32_t c) {
      return c < 0x80 ? !restore::is_letter(c) && !(c >= U'0' && c <= U'9')
                      : c >= 0x2010 && c < 0x2040;
    };
    while (!word.empty() && edge(word.back())) word.pop_back();
    while (!word.empty() && edge(word.front())) word.erase(0, 1);
    out.push_back(strict ? restore::to_utf8(word)
                         : restore::to_model_spelling(restore::to_utf8(word)));
  }
  return out;
}

/// Pairs (gold, got) of an alignment with the fewest edits; an empty string stands for nothing.
std::vector<std::pair<std::string, std::string>> align(const std::vector<std::string>& gold,
                                                       const std::vector<std::string>& got) {
  const std::size_t width = got.size() + 1;
  const std::vector<std::size_t> cost = edit_distances(gold, got);
  std::vector<std::pair<std::string, std::string>> out;
  for (std::size_t i = gold.size(), j = got.size(); i > 0 || j > 0;) {
    const std::size_t c = cost[i * width + j];
    if (i > 0 && j > 0 &&
        c == cost[(i - 1) * width + j - 1] + (gold[i - 1] == got[j - 1] ? 0U : 1U)) {
      out.emplace_back(gold[--i], got[--j]);
    } else if (i > 0 && c == cost[(i - 1) * width + j] + 1) {
      out.emplace_back(gold[--i], "");
    } else {
      out.emplace_back("", got[--j]);
    }
  }
  return out;
}

std::string drop_letters(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const char32_t c = text::next_code_point(text, i);
    if (c >= 0x1EA0 && c <= 0x1EF9) continue;
    text::append_utf8(out, c == U'ơ' ? U'o' : c == U'Ơ' ? U'O' : c);
  }
  return out;
}

/// Expected calibration error of the changes over ten bins of confidence, where the result has the
/// letters of the truth, so that places correspond; −1 elsewhere.
double calibration_error(const std::string& gold, const Restoration& restored) {
  if (text::strip_diacritics(gold) != text::strip_diacritics(restored.text)) return -1;
  std::array<double, 10> sure{}, right{}, number{};
  std::size_t at = 0, in_gold = 0, all = 0;
  const auto go_to = [&](std::size_t end) {  // code point by code point in both
    const std::size_t from = in_gold;
    while (at < end) {
      (void)text::next_code_point(restored.text, at);
      (void)text::next_code_point(gold, in_gold);
    }
    return gold.substr(from, in_gold - from);
  };
  for (const Change& change : restored.changes) {
    (void)go_to(change.out.begin);
    const bool is_right = restore::to_model_spelling(go_to(change.out.end)) ==
                          restore::to_model_spelling(slice(restored.text, change.out));
    const auto bin = std::min<std::size_t>(9, static_cast<std::size_t>(change.confidence * 10));
    sure.at(bin) += change.confidence;
    right.at(bin) += is_right ? 1 : 0;
    number.at(bin) += 1;
    ++all;
  }
  double error = 0;
  for (std::size_t bin = 0; bin < 10; ++bin) error += std::abs(sure.at(bin) - right.at(bin));
  return all == 0 ? 0 : error / static_cast<double>(all);
}

restore::RestoreMode mode_of(const std::string& name) {
  if (name == "stripped") return restore::RestoreMode::kStripped;
  if (name == "damaged") return restore::RestoreMode::kDamaged;
  return name == "clean" ? restore::RestoreMode::kClean : restore::RestoreMode::kAuto;
}

/// The whole text as one document, or each line as one.
Restoration restore_text(const restore::Restorer& restorer, const std::string& seen,
                         const Options& options) {
  const restore::RestoreOptions how{mode_of(options.mode), options.least, options.beam};
  if (!options.apart) return restorer.restore(seen, how);
  Restoration out;
  for (const std::string& line : lines_of(seen)) {
    const Restoration one = restorer.restore(line, how);
    out.text += one.text + '\n';
    out.changes.insert(out.changes.end(), one.changes.begin(), one.changes.end());
    out.doubts.insert(out.doubts.end(), one.doubts.begin(), one.doubts.end());
  }
  return out;
}

/// Processor time since `from`: what other programs do on the machine does not count.
double seconds(std::clock_t from) {
  return static_cast<double>(std::clock() - from) / CLOCKS_PER_SEC;
}

void run(const Options& options) {
  const std::string gold = read_file(options.gold, options.lines);
  std::string seen = gold;
  if (!options.seen.empty()) {
    seen = read_file(options.seen, options.lines);
  } else if (options.input == "stripped") {
    seen = text::strip_diacritics(gold);
  } else if (options.input == "dropped") {
    seen = drop_letters(gold);
  }
  const auto start = std::clock();
  const restore::Restorer restorer(options.models.c_str(), options.data.c_str());
  const double load = seconds(start);
  const auto begin = std::clock();
  const Restoration restored = restore_text(restorer, seen, options);
  const double time = seconds(begin);
  const auto gold_lines = lines_of(gold), got_lines = lines_of(restored.text),
             seen_lines = lines_of(seen);
  if (gold_lines.size() != got_lines.size() || gold_lines.size() != seen_lines.size()) {
    throw Error(ErrorCode::kInput, options.gold + ": not as many lines as the text to restore");
  }
  std::size_t total = 0, right = 0, right_before = 0;
  std::map<std::pair<std::string, std::string>, std::size_t> wrong;
  const auto score = [&](const std::string& a, const std::string& b, bool collect) {
    std::size_t equal = 0;
    for (auto& pair : align(syllables_of(a, options.strict), syllables_of(b, options.strict))) {
      if (pair.first == pair.second)
        ++equal;
      else if (collect)
        ++wrong[pair];
    }
    return equal;
  };
  for (std::size_t i = 0; i < gold_lines.size(); ++i) {
    total += syllables_of(gold_lines[i], options.strict).size();
    right += score(gold_lines[i], got_lines[i], true);
    right_before += score(gold_lines[i], seen_lines[i], false);
  }
  const auto share = [&](std::size_t n) {
    return static_cast<double>(n) / static_cast<double>(total);
  };
  nlohmann::ordered_json out{
      {"gold", options.gold},
      {"input", options.seen.empty() ? options.input : options.seen},
      {"mode", options.mode},
      {"syllables", total},
      {"right", share(right)},
      {"right_before", share(right_before)},
      {"changes", restored.changes.size()},
      {"doubts", restored.doubts.size()},
      {"syllables_per_second", static_cast<double>(total) / time},
      {"load_seconds", load},
      {"calibration_error", options.apart ? -1 : calibration_error(gold, restored)}};
  std::vector<std::pair<std::size_t, std::pair<std::string, std::string>>> most;
  for (const auto& [pair, n] : wrong) most.emplace_back(n, pair);
  std::stable_sort(most.begin(), most.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  for (std::size_t i = 0; i < std::min(options.errors, most.size()); ++i) {
    out["errors"].push_back({most[i].second.first, most[i].second.second, most[i].first});
  }
  std::cout << out.dump() << '\n';
}

}  // namespace
}  // namespace codau

int main(int argc, char** argv) {
  codau::Options options;
  CLI::App app{
      "Restores a text and compares it with the truth, line by line; prints one JSON object: share "
      "of\n"
      "syllables right (and right before), changes, doubts, syllables per second, seconds to "
      "load.\n"
      "A syllable is a run between spaces with a letter, without punctuation around it. Capitals "
      "and\n"
      "the place of the tone (hòa, hoà) are forgiven unless --strict.\n"
      "Examples: codau-eval-restore --gold ../shared/corpus/dev.admin.txt --input stripped\n"
      "          codau-eval-restore --gold dev.gold.txt --seen dev.ocr.txt --strict\n"
      "          codau-eval-restore --gold dev.news.txt --input clean --strict   (false changes)"};
  app.add_option("--gold", options.gold, "the truth")->required();
  app.add_option("--seen", options.seen, "the text to restore, as many lines as the truth");
  app.add_option("--input", options.input,
                 "without --seen, made of the truth: stripped, dropped\n"
                 "(letters U+1EA0-U+1EF9 lost), clean")
      ->check(CLI::IsMember({"stripped", "dropped", "clean"}));
  app.add_option("--mode", options.mode, "mode of restoration")
      ->check(CLI::IsMember({"auto", "stripped", "damaged", "clean"}));
  app.add_flag("--strict", options.strict, "letter for letter");
  app.add_option("--lines", options.lines, "only the first lines");
  app.add_option("--errors", options.errors, "list so many of the most frequent errors");
  app.add_option("--min-confidence", options.least, "make no change less sure than that");
  app.add_flag("--apart", options.apart, "restore each line as a text of its own");
  app.add_option("--beam", options.beam, "readings of the passage kept at each word");
  app.add_option("--models", options.models, "folder of the models");
  app.add_option("--data", options.data, "folder of the dictionaries");
  CLI11_PARSE(app, argc, argv);
  try {
    codau::run(options);
  } catch (const codau::Error& error) {
    std::cerr << "codau-eval-restore: " << error.what() << '\n';
    return static_cast<int>(error.code());
  }
  return 0;
}
