#include "restore/text/tokens.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "restore/text/enumerators.h"
#include "restore/text/letters.h"
#include "restore/text/line_start.h"
#include "restore/text/look_alikes.h"
#include "restore/text/lost_letters.h"
#include "text/compiled_tables.h"
#include "text/data_table.h"
#include "text/unicode.h"
#include "text/utf8.h"

namespace codau::restore {
namespace {

enum class Sign : std::uint8_t {
  kSpace,
  kLine,
  kReset,
  kLetter,
  kDigit,
  kInWord,   ///< StandsForLetter::kAnywhere
  kBetween,  ///< StandsForLetter::kAmongLetters
  kBreak,
  kOther,
};

Sign sign_of(char32_t c) {
  if (is_letter(c)) return Sign::kLetter;
  if (c >= U'0' && c <= U'9') return Sign::kDigit;
  switch (c) {
    case U' ':
    case U'\r':
    case 0xA0:
      return Sign::kSpace;
    case U'\n':
      return Sign::kLine;
    case U'\t':
    case U'\f':
    case U'\v':
      return Sign::kReset;
    case U'.':
    case U';':
    case U':':
    case 0x2026:
      return Sign::kBreak;
    default:
      break;
  }
  switch (stands_for_letter(c)) {
    case StandsForLetter::kAnywhere:
      return Sign::kInWord;
    case StandsForLetter::kAmongLetters:
      return Sign::kBetween;
    case StandsForLetter::kNever:
      break;
  }
  return Sign::kOther;
}

bool is_apostrophe(char32_t c) { return c == U'\'' || c == 0x2018 || c == 0x2019; }

/// Returns true for a letter whose horn may have been read as an apostrophe after the letter.
bool may_have_horn(char32_t c) { return lower(c) == U'o' || lower(c) == U'u'; }

bool is_break(char32_t c) {
  return c == U'.' || c == U';' || c == U':' || c == U'!' || c == U'?' || c == 0x2026;
}

/// One sign with its place; empty at the end of the text.
struct Cursor {
  char32_t c = 0;
  Sign sign = Sign::kSpace;
  std::size_t begin = 0, end = 0;
};

class Tokeniser {
 public:
  Tokeniser(std::string_view text, TextFrom from)
      : text_(text),
        from_(from),
        asks_letters_(from == TextFrom::kReader && has_question_marks_for_letters(text)) {}

  std::vector<Token> run() {
    while (at_ < text_.size()) step();
    return std::move(tokens_);
  }

 private:
  [[nodiscard]] Cursor look(std::size_t at) const {
    Cursor cursor;
    cursor.begin = at;
    cursor.end = at;
    if (at >= text_.size()) return cursor;
    cursor.c = text::next_code_point(text_, cursor.end);
    cursor.sign = sign_of(cursor.c);
    if (cursor.c == 0x2018 && from_ == TextFrom::kReader) cursor.sign = Sign::kBetween;
    if (asks_letters_ && cursor.c == U'?' && is_lost_letter(at)) cursor.sign = Sign::kInWord;
    return cursor;
  }

  /// Returns true for "?" beside a letter, unless the sign may end a sentence. The sign may do so
  /// only after a small letter, if a line end, a capital or a closing sign follows.
  [[nodiscard]] bool is_lost_letter(std::size_t at) const {
    const auto in_word = [](char c) { return c == '?' || is_letter_byte(c); };
    if (at + 1 < text_.size() && in_word(text_[at + 1])) return true;
    if (at == 0 || !in_word(text_[at - 1])) return false;
    if (text_[at - 1] >= 'A' && text_[at - 1] <= 'Z') return true;
    const std::size_t next = text_.find_first_not_of(' ', at + 1);
    if (next == text_.npos || text_[next] == '\n' || text_[next] == '\r') return false;
    return !(text_[next] >= 'A' && text_[next] <= 'Z') &&
           std::string_view("\"'”).").find(text_[next]) == std::string_view::npos;
  }

  void add(TokenKind kind, std::size_t begin, std::size_t end, bool plain = true) {
    tokens_.push_back(
        {{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}, kind, plain, false});
  }

  void step() {
    const Cursor now = look(at_);
    switch (now.sign) {
      case Sign::kLetter:
      case Sign::kDigit:
      case Sign::kInWord:
        word();
        return;
      case Sign::kLine:
        line();
        return;
      case Sign::kReset:
        add(TokenKind::kReset, now.begin, now.end);
        break;
      default:
        if (is_apostrophe(now.c)) quoted_ = !quoted_;
        if (is_break(now.c)) add(TokenKind::kBreak, now.begin, now.end);
        break;
    }
    at_ = now.end;
  }

  /// Adds a line feed, or a reset if only white space stands before the next line feed.
  void line() {
    const std::size_t begin = at_++;
    quoted_ = false;
    std::size_t ahead = at_;
    while (ahead < text_.size() && (text_[ahead] == ' ' || text_[ahead] == '\r')) ++ahead;
    const bool blank = ahead < text_.size() && text_[ahead] == '\n';
    add(blank ? TokenKind::kReset : TokenKind::kLine, begin, at_);
    if (blank) at_ = ahead;
  }

  void word() {
    const std::size_t begin = at_;
    bool letters = false, digits = false, signs = false;
    char32_t last = 0;
    Cursor now = look(at_);
    while (now.end > now.begin) {
      if (now.sign == Sign::kLetter) {
        letters = true;
      } else if (now.sign == Sign::kDigit) {
        digits = true;
      } else if (now.sign == Sign::kInWord || (letters && inside(now))) {
        signs = true;
      } else if (!(digits && !letters && !signs && joins_digits(now))) {
        break;
      }
      at_ = now.end;
      last = now.c;
      now = look(at_);
    }
    if (from_ == TextFrom::kReader && is_apostrophe(now.c) && !quoted_ && may_have_horn(last)) {
      signs = true;
      at_ = now.end;
    }
    if (!letters && digits && !signs) {
      add(TokenKind::kNumber, begin, at_);
    } else {
      add(TokenKind::kWord, begin, at_, !digits && !signs);
    }
  }

  [[nodiscard]] bool inside(const Cursor& now) const {
    if (now.sign != Sign::kBetween) return false;
    const Sign next = look(now.end).sign;
    return next == Sign::kLetter || (next == Sign::kInWord && from_ == TextFrom::kReader);
  }

  [[nodiscard]] bool joins_digits(const Cursor& now) const {
    const bool joint =
        now.c == U'.' || now.c == U',' || now.c == U'/' || now.c == U':' || now.c == U'-';
    return joint && look(now.end).sign == Sign::kDigit;
  }

  std::string_view text_;
  TextFrom from_;
  bool asks_letters_;  ///< "?" stands for letters that a conversion lost
  std::size_t at_ = 0;
  bool quoted_ = false;  ///< after an opening apostrophe of this line
  std::vector<Token> tokens_;
};

/// Returns the blank of any script that ends at byte `end`; empty if there is no blank.
std::string_view blank_before(std::string_view text, std::size_t end) {
  static constexpr std::string_view kWide[] = {
      // U+0085, U+00A0, U+2000 to U+200A, U+2028 …
      "\u0085", "\u00A0", "\u2000", "\u2001", "\u2002", "\u2003", "\u2004", "\u2005", "\u2006",
      "\u2007", "\u2008", "\u2009", "\u200A", "\u2028", "\u2029", "\u202F", "\u205F", "\u3000"};
  text = text.substr(0, end);
  if (text.empty()) return {};
  if (std::string_view(" \n\t\v\r\f").find(text.back()) != text.npos) return text.substr(end - 1);
  if (static_cast<unsigned char>(text.back()) < 0x80) return {};
  const auto found = std::ranges::find_if(kWide, [&](auto one) { return text.ends_with(one); });
  return found == std::end(kWide) ? std::string_view() : text.substr(end - found->size());
}

/// The endings of data/name_endings.tsv.
struct NameEndings {
  using Endings = std::set<std::string_view, std::less<>>;
  Endings host, host_of_link, file;
};

const NameEndings& name_endings() {
  static const NameEndings kEndings = [] {
    NameEndings out;
    const std::map<std::string_view, NameEndings::Endings*> roles{
        {"host", &out.host}, {"host_of_link", &out.host_of_link}, {"file", &out.file}};
    for (const std::string_view line : text::table_lines(text::name_endings_tsv())) {
      const auto cells = text::split(line, '\t');
      roles.at(cells.at(0))->insert(cells.at(1));
    }
    return out;
  }();
  return kEndings;
}

/// Returns true for the name of a host or a file, by its ending: "so-noi-vu.hatinh.gov.vn",
/// "ke_hoach.docx", "hatinh.gov.vn/van-ban".
bool is_host_or_file(std::string_view chunk) {
  const auto end_of = [](std::string_view name) {
    const std::size_t dot = name.rfind('.');
    std::string end(dot == name.npos || dot == 0 ? std::string_view() : name.substr(dot + 1));
    for (char& c : end) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 'a' - 'A') : c;
    return end;
  };
  const std::size_t first = chunk.find_first_not_of("(<[\"'"),
                    last = chunk.find_last_not_of(",;:.)>]\"'");
  if (first == chunk.npos || last == chunk.npos) return false;
  const std::string_view name = chunk.substr(first, last + 1 - first);
  if (!std::ranges::all_of(name, [](char c) { return static_cast<unsigned char>(c) < 0x80; }))
    return false;
  const std::size_t slash = name.find('/');
  const std::string host = end_of(name.substr(0, slash));
  const NameEndings& known = name_endings();
  return known.host.contains(host) || (slash != name.npos && known.host_of_link.contains(host)) ||
         known.file.contains(end_of(name));
}

/// Returns true for a key of capitals, a number and "_": "DV_07". A "_" alone may stand for unread
/// letters.
bool is_key(std::string_view chunk) {
  const auto of_key = [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
  };
  const std::string_view key = chunk.substr(0, chunk.find_last_not_of(",;:.)") + 1);
  return key.find('_') != key.npos && std::ranges::all_of(key, of_key) &&
         key.find_first_of("0123456789") != key.npos;
}

/// Returns true for the path of a file: "/home/nam/bao-cao".
bool is_path(std::string_view chunk) {
  return chunk.starts_with('/') && !chunk.starts_with("//") && chunk.find('/', 1) != chunk.npos;
}

/// Returns true for a hashtag: "#trồngcây".
bool is_hashtag(std::string_view chunk) {
  std::size_t at = 1;
  return chunk.size() > 1 && chunk[0] == '#' && is_letter(text::next_code_point(chunk, at));
}

/// Returns true for a URL, an e-mail address, the name of a host or a file, a path, a hashtag, or a
/// key.
bool is_address(std::string_view chunk) {
  if (is_key(chunk) || is_path(chunk) || is_hashtag(chunk)) return true;
  if (chunk.find("://") != chunk.npos || chunk.starts_with("www.")) return true;
  if (is_host_or_file(chunk)) return true;
  const std::size_t at = chunk.find('@');
  return at != chunk.npos && chunk.find('.', at) != chunk.npos;
}

/// Returns true for a code of capitals and digits joined by / or - (standards 3.4, 8.7). Returns
/// true for letters of an office with "&" between as well: "GD&DT".
bool is_code(std::string_view chunk) {
  const std::size_t joint = chunk.find_first_of("/-&");
  if (joint == chunk.npos) return false;
  const auto capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  const auto small = [](char c) { return c >= 'a' && c <= 'z'; };
  if (chunk[joint] == '&') {
    return joint > 1 && joint + 2 < chunk.size() &&
           std::all_of(chunk.begin() + static_cast<std::ptrdiff_t>(joint) - 2,
                       chunk.begin() + static_cast<std::ptrdiff_t>(joint) + 3,
                       [&](char c) { return c == '&' || capital(c); });
  }
  return std::count_if(chunk.begin(), chunk.end(), capital) >= 2 &&
         std::count_if(chunk.begin(), chunk.end(), small) <= 2;
}

/// Returns true for letters of an office with its number: "VT, VP3.". No vowel is among them. A 1
/// does not count, as it may be the vowel I.
bool is_numbered_office(std::string_view chunk) {
  constexpr std::string_view kLetters = "BCDGHKLMNPQRSTVX", kDigits = "23456789";
  chunk = chunk.substr(0, chunk.find_last_not_of(".,;:)") + 1);
  const std::size_t letters = std::min(chunk.find_first_not_of(kLetters), chunk.size());
  return letters >= 2 && letters + 1 == chunk.size() && kDigits.find(chunk.back()) != kDigits.npos;
}

void guard_chunks(std::string_view text, std::vector<Token>& tokens) {
  for (std::size_t i = 0; i < tokens.size();) {
    if (tokens[i].kind != TokenKind::kWord && tokens[i].kind != TokenKind::kNumber) {
      ++i;
      continue;
    }
    std::size_t begin = tokens[i].text.begin;
    while (begin > 0 && blank_before(text, begin).empty()) --begin;
    std::size_t end = tokens[i].text.end;
    while (end < text.size() && blank_before(text, end + 1).empty()) ++end;
    if (end < text.size()) end = end + 1 - blank_before(text, end + 1).size();
    const std::string_view chunk = text.substr(begin, end - begin);
    const bool address = is_address(chunk);
    const bool guarded = address || is_code(chunk) || is_numbered_office(chunk);
    for (; i < tokens.size() && tokens[i].text.begin < end; ++i) {
      tokens[i].guarded = guarded;
      tokens[i].fixed = address;
    }
  }
}

/// Guards the letters of offices in a line like "- Lưu: VT, CAT.": words in capitals after its
/// first word.
void guard_letters_of_copies(std::string_view text, std::vector<Token>& tokens) {
  constexpr std::size_t kMost = 5;
  const auto is_letters = [&](const Token& token) {
    const std::string_view word = slice(text, token.text);
    return token.kind == TokenKind::kWord && word.size() <= kMost &&
           std::ranges::all_of(word, [](char c) { return c >= 'A' && c <= 'Z'; });
  };
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (i > 0 && !ends_line(tokens[i - 1])) continue;
    const std::string_view first = slice(text, tokens[i].text);
    if (!first.starts_with('L') || text::strip_marks(first) != "Luu") continue;
    for (++i; i < tokens.size() && !ends_line(tokens[i]); ++i)
      tokens[i].guarded |= tokens[i].letters = is_letters(tokens[i]);
  }
}

/// Returns true for the mark of a list. Before ")" a mark has one or two characters: `a)`, `¢)`.
/// Before a full stop it has one, or may be a numeral: `đ.`, `HI.`, `1l.`.
bool is_list_mark(std::string_view text, const Token& token) {
  const std::string_view word = slice(text, token.text);
  const std::string_view behind = text.substr(token.text.end);
  const std::size_t size = to_utf32(word).size();
  return (size <= 2 && behind.starts_with(')')) ||
         ((size == 1 || may_be_mark(word)) && behind.starts_with(". "));
}

/// Fixes the mark of a list at the beginning of a line, and a lone sign before the mark. Token `i`
/// begins the line.
void mark_ordinal(std::string_view text, std::vector<Token>& tokens, std::size_t i) {
  const auto is_word = [&](std::size_t k) {
    return k < tokens.size() && tokens[k].kind == TokenKind::kWord;
  };
  const auto is_sign = [&](std::size_t k) {
    const std::u32string word = to_utf32(slice(text, tokens[k].text));
    return word.size() == 1 && sign_of(word[0]) == Sign::kInWord;
  };
  if (!is_word(i)) return;
  if (is_list_mark(text, tokens[i])) {
    tokens[i].fixed = true;
  } else if (is_sign(i) && is_word(i + 1) && is_list_mark(text, tokens[i + 1])) {
    tokens[i].fixed = tokens[i + 1].fixed = true;
  }
}

/// Returns true for a speck: a lone sign at the beginning or the end of a line or cell. Among words
/// such a sign may be a word.
bool is_speck(std::string_view text, const std::vector<Token>& tokens, std::size_t i) {
  if (tokens[i].kind != TokenKind::kWord || tokens[i].text.end - tokens[i].text.begin > 2)
    return false;
  const std::u32string word = to_utf32(slice(text, tokens[i].text));
  const bool is_sign = word.size() == 1 && is_like_speck(word[0]);
  return is_sign &&
         (i == 0 || ends_line(tokens[i - 1]) || i + 1 == tokens.size() || ends_line(tokens[i + 1]));
}

void mark_ordinals(std::string_view text, std::vector<Token>& tokens) {
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (i == 0 || ends_line(tokens[i - 1])) mark_ordinal(text, tokens, i);
    if (is_speck(text, tokens, i)) tokens[i].fixed = true;
    if (tokens[i].kind == TokenKind::kWord && !damaged_numeral(slice(text, tokens[i].text)).empty())
      tokens[i].fixed = true;
  }
}

/// Returns true for bytes that were no text, and for control characters.
bool is_noise(char32_t c) {
  return c == 0xFFFD || c < U'\t' || (c > U'\r' && c < U' ') || (c >= 0x7F && c < 0xA0);
}

void fix_noise(std::string_view text, std::vector<Token>& tokens) {
  std::size_t at = 0, token = 0;
  while (at < text.size() && token < tokens.size()) {
    const std::size_t begin = at;
    if (!is_noise(text::next_code_point(text, at))) continue;
    while (token < tokens.size() && tokens[token].text.end < begin) ++token;
    for (std::size_t i = token; i < tokens.size() && tokens[i].text.begin <= at; ++i) {
      tokens[i].fixed = true;
    }
  }
}

/// Returns true for the first word of a line that goes on (line_start.h), with only spaces before
/// it. Marks of lists are excluded: "a)" is small and begins anew.
bool opens_line_that_goes_on(std::string_view text, const Token& token) {
  if (token.kind != TokenKind::kWord || token.fixed || token.text.begin == 0) return false;
  if (!goes_on(slice(text, token.text))) return false;
  const std::size_t before = text.find_last_not_of(" \r", token.text.begin - 1);
  return before != text.npos && (text[before] == '\n' || text[before] == '\f');
}

void soften_page_breaks(std::string_view text, std::vector<Token>& tokens) {
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (!opens_line_that_goes_on(text, tokens[i])) continue;
    for (std::size_t k = i; k-- > 0 && ends_line(tokens[k]);) {
      const char c = text[tokens[k].text.begin];
      if (c == '\n' || c == '\f') tokens[k].kind = TokenKind::kLine;
    }
  }
}

}  // namespace

WordKind kind_of(const Token& token) noexcept {
  if (token.kind == TokenKind::kNumber) return WordKind::kNumber;
  if (token.kind == TokenKind::kGap) return WordKind::kLost;
  if (token.guarded) return WordKind::kCode;
  return token.fixed ? WordKind::kMark : WordKind::kWord;
}

std::string damaged_numeral(std::string_view word) {
  constexpr std::size_t kLongest = 5;
  if (word.size() < 2 || word.size() > kLongest) return {};
  if (word[0] == 'L') return {};
  const auto is_numeral = [](char c) { return c == 'I' || c == 'V' || c == 'X'; };
  const auto is_damaged = [](char c) { return is_like_stroke(static_cast<unsigned char>(c)); };
  if (std::ranges::none_of(word, is_numeral) || std::ranges::none_of(word, is_damaged)) return {};
  std::string out;
  for (const char c : word) {
    if (!is_numeral(c) && !is_damaged(c)) return {};
    out += c == 'V' ? 'v' : c == 'X' ? 'x' : 'i';
  }
  return out;
}

std::vector<Token> tokenise(std::string_view nfc, TextFrom from) {
  std::vector<Token> tokens = Tokeniser(nfc, from).run();
  guard_chunks(nfc, tokens);
  if (from == TextFrom::kReader) guard_letters_of_copies(nfc, tokens);
  mark_ordinals(nfc, tokens);
  fix_noise(nfc, tokens);
  if (from == TextFrom::kReader) fix_lost_letters(nfc, tokens);
  soften_page_breaks(nfc, tokens);
  return tokens;
}

}  // namespace codau::restore
