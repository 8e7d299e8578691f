#include "document/references/document_type.h"

#include <algorithm>
#include <string>
#include <vector>

#include "document/words/pattern.h"
#include "text/numerals.h"

namespace codau::document {
namespace {

struct NamedType {
  DocumentType type;
  std::string key;  ///< its name, folded
};

TaskSource tasks_of(const text::LexiconEntry& entry) {
  const std::string_view tasks = entry.mark("tasks");
  return tasks == "all"      ? TaskSource::kAll
         : tasks == "tables" ? TaskSource::kTables
                             : TaskSource::kNone;
}

/// In the order of the lexicon.
struct Types {
  explicit Types(const Lexicon& lexicon) {
    for (const text::LexiconEntry& entry : lexicon.entries("document_type")) {
      const DocumentType type{
          entry.type,
          entry.form,
          static_cast<std::uint8_t>(text::parse_whole_number(entry.mark("number")).value_or(0)),
          entry.has("title"),
          tasks_of(entry),
          entry.mark("sections") == "organisation",
          entry.has("year"),
          entry.has("asks")};
      cited.push_back({type, fold(entry.form)});
      if (type.is_title) titles.push_back(cited.back());
    }
  }

  std::vector<NamedType> titles, cited;
};

/// "cua …", or the role "type_addition" with what damage leaves.
struct Additions {
  explicit Additions(const Lexicon& lexicon)
      : none("cua .*|[^a-z0-9]*(?:" + make_form_pattern(lexicon, "type_addition") +
             "[^a-z0-9]*)*(?:[a-z]{1,2})?") {}

  Pattern none;
};

}  // namespace

std::optional<DocumentType> read_title_type(const Lexicon& lexicon, const Passage& line) {
  static const Pattern kNoise(R"([^a-z]*(?:[a-z]\s)?)");
  const auto before = kNoise.at_start(line.key);
  const Passage title = take_from(line, line.in_text(before->whole()).end);
  for (const NamedType& entry : lexicon.cached<Types>().titles) {
    if (!title.key.starts_with(entry.key)) continue;
    const auto size = static_cast<std::uint32_t>(entry.key.size());
    const bool ends_there = title.key.size() == size ||
                            std::string_view(" :.").find(title.key[size]) != std::string_view::npos;
    const std::string_view printed = slice(title.text, title.in_text({0, size}));
    if (ends_there && compute_capital_share(printed) >= kMinCapitalShare) return entry.type;
  }
  static const Pattern kNumber(R"(\b\d+\b)");  // "PHƯỜNG 1" is no "PHƯƠNG ÁN"
  if (compute_capital_share(title.text) < kMinCapitalShare || kNumber.find(title.key))
    return std::nullopt;
  for (const NamedType& entry : lexicon.cached<Types>().titles) {
    if (is_similar_word(title.key, entry.key)) return entry.type;
  }
  return std::nullopt;
}

DocumentType find_default_type(const Lexicon& lexicon) {
  const auto others = lexicon.entries("other_type");
  if (others.empty()) return {};
  return {others.front().type, others.front().form, 0, false, tasks_of(others.front())};
}

Passage text_after_type(const Lexicon& lexicon, const Passage& line, std::string_view name) {
  const std::string key = fold(name);
  const std::size_t at = line.key.find(key);
  if (at == std::string::npos) return {};
  Passage rest =
      take_from(line, line.in_text({0, static_cast<std::uint32_t>(at + key.size())}).end);
  return lexicon.cached<Additions>().none.is_full_match(rest.key) ? Passage{} : rest;
}

std::optional<DocumentType> read_lone_type(const Lexicon& lexicon, const Passage& line) {
  static const Pattern kWords(R"([^a-z]*([a-z][a-z ]*[a-z])[^a-z]*)");
  const auto match = kWords.at_start(line.key);
  if (!match || match->whole().size() != line.key.size()) return std::nullopt;
  for (const NamedType& entry : lexicon.cached<Types>().titles) {
    if (match->of(line.key, 1) == entry.key) return entry.type;
  }
  return std::nullopt;
}

std::optional<DocumentType> read_headline_type(const Lexicon& lexicon, const Passage& line) {
  static const Pattern kSentence(R"((?:nay|tren|do|so|cua|la|duoc|da|vien|hoc)\b)");
  constexpr std::size_t kFewestWords = 3, kMostWords = 40;
  if (line.empty() || !begins_with_capital(line.text) ||
      std::string_view(".:;,").find(line.text.back()) != std::string_view::npos)
    return std::nullopt;
  for (const NamedType& entry : lexicon.cached<Types>().titles) {
    if (entry.type.tasks != TaskSource::kAll || !line.key.starts_with(entry.key + ' ')) continue;
    const auto end = static_cast<std::uint32_t>(entry.key.size() + 1);
    const std::size_t words = count_words(std::string_view(line.key).substr(end));
    const bool is_headline = words >= kFewestWords && words <= kMostWords &&
                             !kSentence.at_start(std::string_view(line.key).substr(end));
    if (is_headline) return entry.type;
  }
  return std::nullopt;
}

std::optional<DocumentType> find_type_by_code(const Lexicon& lexicon, std::string_view code) {
  for (const NamedType& entry : lexicon.cached<Types>().titles) {
    if (entry.type.code == code) return entry.type;
  }
  return std::nullopt;
}

std::optional<DocumentType> find_cited_type(const Lexicon& lexicon, std::string_view code) {
  for (const NamedType& entry : lexicon.cached<Types>().cited) {
    if (entry.type.code == code) return entry.type;
  }
  const std::string key = fold(code);
  for (const NamedType& entry : lexicon.cached<Types>().cited) {
    const bool has_crossed_d = entry.type.code.find("Đ") != std::string_view::npos;
    if (has_crossed_d && fold(entry.type.code) == key) return entry.type;
  }
  return std::nullopt;
}

std::optional<DocumentType> find_type_by_name(const Lexicon& lexicon, std::string_view key) {
  const std::vector<NamedType>& all = lexicon.cached<Types>().cited;
  const auto found = std::ranges::find(all, key, &NamedType::key);
  return found == all.end() ? std::nullopt : std::optional(found->type);
}

std::string make_type_name_pattern(const Lexicon& lexicon) {
  std::vector<std::string> names{"van ban"};
  for (const NamedType& entry : lexicon.cached<Types>().cited) names.push_back(entry.key);
  return make_alternation(std::move(names));
}

}  // namespace codau::document
