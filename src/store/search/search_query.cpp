#include "store/search/search_query.h"

#include <algorithm>
#include <array>

#include "text/unicode.h"

namespace codau::store {
namespace {

/// Returns the text in NFC. If it is not valid UTF-8, all bytes except ASCII become spaces.
std::string readable(std::string_view typed) {
  if (text::is_utf8(typed)) return text::to_nfc(typed);
  std::string out(typed);
  std::ranges::replace_if(
      out, [](char c) { return static_cast<unsigned char>(c) >= 0x80U; }, ' ');
  return out;
}

constexpr std::array<std::string_view, 5> kQuotes{"\"", "“", "”", "„", "‟"};

/// Returns the quotation mark that begins at `at`; empty for anything else.
std::string_view quote_at(std::string_view text, std::size_t at) {
  for (const std::string_view quote : kQuotes) {
    if (text.substr(at).starts_with(quote)) return quote;
  }
  return {};
}

void add_term(SearchQuery& query, std::string_view part) {
  text::WordFolder folder;
  SearchTerm term;
  std::size_t end = 0;
  for (text::FoldedWord& word : folder.find_words(part)) {
    end = word.where.end;
    term.typed.push_back(text::to_lower(slice(part, word.where)));
    term.words.push_back(std::move(word.key));
  }
  if (term.words.empty()) return;
  term.is_prefix = part.substr(end).starts_with('*');
  if (std::ranges::find(query, term) == query.end()) query.push_back(std::move(term));
}

std::string to_match(const SearchTerm& term) {
  std::string out = "\"";
  for (std::size_t i = 0; i < term.words.size(); ++i) out += (i > 0 ? " " : "") + term.words[i];
  return out + (term.is_prefix ? "\"*" : "\"");
}

bool fits(const SearchTerm& term, const std::vector<text::FoldedWord>& words, std::size_t at) {
  for (std::size_t i = 0; i < term.words.size(); ++i) {
    const std::string& word = words[at + i].key;
    const bool is_open = term.is_prefix && i + 1 == term.words.size();
    if (is_open ? !word.starts_with(term.words[i]) : word != term.words[i]) return false;
  }
  return true;
}

}  // namespace

SearchQuery parse_query(std::string_view typed) {
  const std::string text = readable(typed);
  SearchQuery out;
  std::string part;
  bool in_quotes = false;
  const auto end_part = [&] {
    add_term(out, part);
    part.clear();
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view quote = quote_at(text, at);
    if (!quote.empty()) {
      end_part();
      in_quotes = !in_quotes;
      at += quote.size();
    } else if (const char c = text[at++]; !in_quotes && (c == ' ' || c == '\t' || c == '\n')) {
      end_part();
    } else {
      part += c;
    }
  }
  end_part();
  return out;
}

std::optional<SearchTerm> make_typed_phrase(const SearchQuery& query) {
  constexpr std::size_t kMostWords = 16;
  SearchTerm out;
  for (const SearchTerm& term : query) {
    out.words.insert(out.words.end(), term.words.begin(), term.words.end());
    out.typed.insert(out.typed.end(), term.typed.begin(), term.typed.end());
    if (term.is_prefix && &term != &query.back()) return std::nullopt;
    out.is_prefix = term.is_prefix;
  }
  if (query.size() < 2 || out.words.size() > kMostWords) return std::nullopt;
  return out;
}

std::string to_fts_terms(const SearchQuery& query) {
  std::string out;
  for (const SearchTerm& term : query) out += (out.empty() ? "" : " AND ") + to_match(term);
  return out;
}

std::string to_fts_query(const SearchQuery& query) {
  const std::string all = to_fts_terms(query);
  const auto whole = make_typed_phrase(query);
  return whole ? to_match(*whole) + " OR (" + all + ")" : all;
}

bool has_marks(const SearchQuery& query) {
  // The key of a word may differ from the word without diacritics, too: "y" has the key of "i".
  const auto is_marked = [](const std::string& word) {
    constexpr unsigned char kFirstBeyondAscii = 0x80;
    return std::ranges::any_of(
        word, [](char c) { return static_cast<unsigned char>(c) >= kFirstBeyondAscii; });
  };
  return std::ranges::any_of(
      query, [&](const SearchTerm& term) { return std::ranges::any_of(term.typed, is_marked); });
}

bool has_typed_marks(const SearchTerm& term, std::string_view nfc, ByteRange place) {
  text::WordFolder folder;
  const std::string_view text = slice(nfc, place);
  const std::vector<text::FoldedWord> words = folder.find_words(text);
  if (words.size() != term.typed.size()) return false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string word = text::to_lower(slice(text, words[i].where));
    const bool is_open = term.is_prefix && i + 1 == words.size();
    if (is_open ? !word.starts_with(term.typed[i]) : word != term.typed[i]) return false;
  }
  return true;
}

std::vector<std::vector<ByteRange>> find_terms(const SearchQuery& query,
                                               const std::vector<text::FoldedWord>& words) {
  std::vector<std::vector<ByteRange>> out(query.size());
  for (std::size_t t = 0; t < query.size(); ++t) {
    const std::size_t length = query[t].words.size();
    for (std::size_t at = 0; at + length <= words.size(); ++at) {
      if (!fits(query[t], words, at)) continue;
      out[t].push_back({words[at].where.begin, words[at + length - 1].where.end});
      at += length - 1;
    }
  }
  return out;
}

}  // namespace codau::store
