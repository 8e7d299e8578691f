#include "document/agencies/agency_lexicon.h"

#include <algorithm>
#include <map>
#include <set>

#include "document/words/passage.h"
#include "text/data_table.h"

namespace codau::document {
namespace {

std::string join_words(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

/// The roles "agency", "agency_compound" and "abbreviation".
struct Names {
  explicit Names(const Lexicon& lexicon);

  std::map<std::string, KnownAgency, std::less<>> names;  ///< by loose words
  std::map<std::string, KnownAgency, std::less<>> exact;  ///< by folded name
  std::size_t longest = 0;                                ///< in words
  std::set<std::string, std::less<>> compounds;           ///< by loose words
  /// the two sides of every joint of a compound, by loose words
  std::vector<std::pair<std::vector<std::string>, std::vector<std::string>>> joints;
  std::map<std::string, std::string_view, std::less<>> abbreviations;
};

void add_compound(Names& names, std::string_view line) {
  std::vector<std::vector<std::string>> parts;
  for (std::size_t at = 0; at <= line.size();) {
    const std::size_t end = std::min(line.find(" - ", at), line.size());
    parts.push_back(fold_name_words(line.substr(at, end - at)));
    at = end + 3;
  }
  std::vector<std::string> left;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) names.joints.emplace_back(parts[i - 1], parts[i]);
    left.insert(left.end(), parts[i].begin(), parts[i].end());
  }
  names.compounds.insert(join_words(left));
}

Names::Names(const Lexicon& lexicon) {
  for (const text::LexiconEntry& entry : lexicon.entries("agency")) {
    const auto words = fold_name_words(entry.form);
    longest = std::max(longest, words.size());
    const KnownAgency agency{entry.form,
                             parse_level(entry.mark("level")),
                             entry.type,
                             entry.mark("short"),
                             entry.valid_from,
                             entry.valid_to,
                             entry.mark("successor")};
    names.emplace(join_words(words), agency);
    exact.emplace(fold(entry.form), agency);
  }
  for (const text::LexiconEntry& entry : lexicon.entries("agency_compound"))
    add_compound(*this, entry.form);
  for (const text::LexiconEntry& entry : lexicon.entries("abbreviation"))
    abbreviations.emplace(entry.form, entry.mark("stands"));
}

/// The numbers among the words of a key; a digit in a word is a letter misread.
std::string numbers_of(std::string_view key) {
  constexpr std::string_view kDigits = "0123456789";
  std::string out;
  for (std::size_t at = 0; at < key.size();) {
    const std::size_t end = std::min(key.find(' ', at), key.size());
    const std::string_view word = key.substr(at, end - at);
    if (word.find_first_not_of(kDigits) == word.npos) out.append(word).append(" ");
    at = end + 1;
  }
  return out;
}

bool ends_with(const std::vector<std::string>& words, const std::vector<std::string>& tail) {
  return words.size() >= tail.size() && std::equal(tail.rbegin(), tail.rend(), words.rbegin());
}

bool starts_with(const std::vector<std::string>& words, const std::vector<std::string>& head) {
  return words.size() >= head.size() && std::equal(head.begin(), head.end(), words.begin());
}

}  // namespace

std::vector<std::string> fold_name_words(std::string_view nfc) {
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

const KnownAgency* find_known_name(const Lexicon& lexicon, std::string_view nfc) {
  const Names& known = lexicon.cached<Names>();
  const auto found = known.names.find(join_words(fold_name_words(nfc)));
  return found == known.names.end() ? nullptr : &found->second;
}

const KnownAgency* find_exact_name(const Lexicon& lexicon, std::string_view nfc) {
  const Names& known = lexicon.cached<Names>();
  const auto found = known.exact.find(fold(nfc));
  return found == known.exact.end() ? nullptr : &found->second;
}

const KnownAgency* find_similar_name(const Lexicon& lexicon, std::string_view nfc) {
  const std::string key = join_words(fold_name_words(nfc));
  const KnownAgency* best = nullptr;
  const std::string numbers = numbers_of(key);
  std::size_t least = key.size() / 8 + 1;
  for (const auto& [name, agency] : lexicon.cached<Names>().names) {
    const std::size_t longer = std::max(name.size(), key.size());
    if (longer - std::min(name.size(), key.size()) > key.size() / 8) continue;
    if (numbers_of(name) != numbers) continue;
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

KnownPrefix find_known_prefix(const Lexicon& lexicon, const std::vector<std::string>& words) {
  const Names& known = lexicon.cached<Names>();
  for (std::size_t n = std::min(words.size(), known.longest); n > 0; --n) {
    const auto found = known.names.find(
        join_words({words.begin(), words.begin() + static_cast<std::ptrdiff_t>(n)}));
    if (found != known.names.end()) return {&found->second, n};
  }
  return {};
}

bool is_compound_name(const Lexicon& lexicon, std::string_view nfc) {
  return lexicon.cached<Names>().compounds.contains(join_words(fold_name_words(nfc)));
}

bool is_inside_compound(const Lexicon& lexicon, std::string_view left, std::string_view right) {
  const auto before = fold_name_words(left), behind = fold_name_words(right);
  return std::ranges::any_of(lexicon.cached<Names>().joints, [&](const auto& joint) {
    return ends_with(before, joint.first) && starts_with(behind, joint.second);
  });
}

std::optional<std::string_view> expand_abbreviation(const Lexicon& lexicon,
                                                    std::string_view token) {
  const Names& known = lexicon.cached<Names>();
  const auto found = known.abbreviations.find(token);
  if (found == known.abbreviations.end()) return std::nullopt;
  return found->second;
}

Tiling tile(const Lexicon& lexicon, const std::vector<std::string>& words) {
  const Names& known = lexicon.cached<Names>();
  std::vector<std::size_t> ways(words.size() + 1, 0), step(words.size() + 1, 0);
  ways[words.size()] = 1;
  for (std::size_t i = words.size(); i-- > 0;) {
    for (std::size_t n = 1; n <= std::min(known.longest, words.size() - i); ++n) {
      const auto from = words.begin() + static_cast<std::ptrdiff_t>(i);
      if (ways[i + n] == 0) continue;
      if (!known.names.contains(join_words({from, from + static_cast<std::ptrdiff_t>(n)})))
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
        &known.names.at(join_words({from, from + static_cast<std::ptrdiff_t>(step[i])})));
  }
  return out;
}

}  // namespace codau::document
