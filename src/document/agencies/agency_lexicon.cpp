#include "document/agencies/agency_lexicon.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "document/agencies/agency_data.h"
#include "document/words/passage.h"
#include "text/data_table.h"

namespace codau::document {
namespace {

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

Level level_named(std::string_view name) {
  constexpr auto kNames =
      std::to_array<std::string_view>({"", "central", "province", "district", "commune", "village",
                                       "unit", "party", "front", "other"});
  return static_cast<Level>(std::ranges::find(kNames, name) - kNames.begin());
}

struct Lexicon {
  std::map<std::string, KnownAgency, std::less<>> names;  ///< by loose words
  std::map<std::string, KnownAgency, std::less<>> exact;  ///< by folded name
  std::size_t longest = 0;                                ///< in words
  std::set<std::string, std::less<>> compounds;           ///< by loose words
  /// the two sides of every joint of a compound, by loose words
  std::vector<std::pair<std::vector<std::string>, std::vector<std::string>>> joints;
  std::map<std::string, std::string_view, std::less<>> abbreviations;
};

void add_compound(Lexicon& lexicon, std::string_view line) {
  std::vector<std::vector<std::string>> parts;
  for (std::size_t at = 0; at <= line.size();) {
    const std::size_t end = std::min(line.find(" - ", at), line.size());
    parts.push_back(loose_words(line.substr(at, end - at)));
    at = end + 3;
  }
  std::vector<std::string> left;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) lexicon.joints.emplace_back(parts[i - 1], parts[i]);
    left.insert(left.end(), parts[i].begin(), parts[i].end());
  }
  lexicon.compounds.insert(joined(left));
}

Lexicon build() {
  Lexicon out;
  for (const std::string_view line : text::table_lines(agencies_tsv())) {
    const auto cells = text::split(line, '\t');
    const auto words = loose_words(cells.at(0));
    out.longest = std::max(out.longest, words.size());
    const auto cell = [&](std::size_t n) {
      return n < cells.size() ? cells[n] : std::string_view{};
    };
    const KnownAgency agency{std::string(cells[0]),
                             level_named(cells.at(1)),
                             cells.at(2),
                             cells.at(3),
                             cell(4),
                             cell(5),
                             cell(6)};
    out.names.emplace(joined(words), agency);
    out.exact.emplace(fold(cells[0]), agency);
  }
  for (const std::string_view line : text::table_lines(agency_compounds_tsv()))
    add_compound(out, line);
  for (const std::string_view line : text::table_lines(agency_abbreviations_tsv())) {
    const auto cells = text::split(line, '\t');
    out.abbreviations.emplace(cells.at(0), cells.at(1));
  }
  return out;
}

const Lexicon& lexicon() {
  static const Lexicon kLexicon = build();
  return kLexicon;
}

bool ends_with(const std::vector<std::string>& words, const std::vector<std::string>& tail) {
  return words.size() >= tail.size() && std::equal(tail.rbegin(), tail.rend(), words.rbegin());
}

bool starts_with(const std::vector<std::string>& words, const std::vector<std::string>& head) {
  return words.size() >= head.size() && std::equal(head.begin(), head.end(), words.begin());
}

}  // namespace

std::vector<std::string> loose_words(std::string_view nfc) {
  std::vector<std::string> out;
  std::string word;
  const auto finish = [&] {
    if (!word.empty() && word != "va") out.push_back(word);
    word.clear();
  };
  for (const char c : fold(nfc)) {
    if (c == ' ' || c == '-' || c == ',' || c == '&' || c == '\n') {
      finish();
    } else if (c != '"' && c != '\'' && c != '.' && c != ';' && c != ':' && c != '*') {
      word += c;
    }
  }
  finish();
  return out;
}

const KnownAgency* known_name(std::string_view nfc) {
  const auto found = lexicon().names.find(joined(loose_words(nfc)));
  return found == lexicon().names.end() ? nullptr : &found->second;
}

const KnownAgency* exact_name(std::string_view nfc) {
  const auto found = lexicon().exact.find(fold(nfc));
  return found == lexicon().exact.end() ? nullptr : &found->second;
}

const KnownAgency* similar_name(std::string_view nfc) {
  const std::string key = joined(loose_words(nfc));
  const KnownAgency* best = nullptr;
  std::size_t least = key.size() / 8 + 1;
  for (const auto& [name, agency] : lexicon().names) {
    const std::size_t longer = std::max(name.size(), key.size());
    if (longer - std::min(name.size(), key.size()) > key.size() / 8) continue;
    const std::size_t edits = edit_distance(key, name);
    if (edits < least) {
      least = edits;
      best = &agency;
    } else if (edits == least) {
      best = nullptr;
    }
  }
  return best;
}

KnownPrefix known_prefix(const std::vector<std::string>& words) {
  for (std::size_t n = std::min(words.size(), lexicon().longest); n > 0; --n) {
    const auto found = lexicon().names.find(
        joined({words.begin(), words.begin() + static_cast<std::ptrdiff_t>(n)}));
    if (found != lexicon().names.end()) return {&found->second, n};
  }
  return {};
}

bool is_compound(std::string_view nfc) {
  return lexicon().compounds.contains(joined(loose_words(nfc)));
}

bool is_joint_of_compound(std::string_view left, std::string_view right) {
  const auto before = loose_words(left), behind = loose_words(right);
  return std::ranges::any_of(lexicon().joints, [&](const auto& joint) {
    return ends_with(before, joint.first) && starts_with(behind, joint.second);
  });
}

std::optional<std::string_view> expansion(std::string_view token) {
  const auto found = lexicon().abbreviations.find(token);
  if (found == lexicon().abbreviations.end()) return std::nullopt;
  return found->second;
}

Tiling tile(const std::vector<std::string>& words) {
  std::vector<std::size_t> ways(words.size() + 1, 0), step(words.size() + 1, 0);
  ways[words.size()] = 1;
  for (std::size_t i = words.size(); i-- > 0;) {
    for (std::size_t n = 1; n <= std::min(lexicon().longest, words.size() - i); ++n) {
      const auto from = words.begin() + static_cast<std::ptrdiff_t>(i);
      if (ways[i + n] == 0) continue;
      if (!lexicon().names.contains(joined({from, from + static_cast<std::ptrdiff_t>(n)})))
        continue;
      if (ways[i] == 0) step[i] = n;
      ways[i] += ways[i + n];
    }
  }
  Tiling out;
  if (words.empty() || ways[0] == 0 || step[0] == words.size()) return out;
  out.count = ways[0];
  for (std::size_t i = 0; i < words.size(); i += step[i]) {
    const auto from = words.begin() + static_cast<std::ptrdiff_t>(i);
    out.lengths.push_back(step[i]);
    out.names.push_back(
        &lexicon().names.at(joined({from, from + static_cast<std::ptrdiff_t>(step[i])})));
  }
  return out;
}

}  // namespace codau::document
