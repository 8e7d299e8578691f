#include "restore/text/tokens.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "restore/text/enumerators.h"
#include "restore/text/line_continuation.h"
#include "restore/text/look_alikes.h"
#include "restore/text/lost_letters.h"
#include "restore/text/spelling.h"
#include "text/compiled_tables.h"
#include "text/data_table.h"
#include "text/unicode.h"
#include "text/utf8.h"

namespace codau::restore {
namespace {

enum class CharacterClass : std::uint8_t {
  kSpace,
  kLineFeed,
  kReset,
  kLetter,
  kDigit,
  kInWord,   ///< LetterSubstitute::kAnywhere
  kBetween,  ///< LetterSubstitute::kAmongLetters
  kBreak,
  kOther,
};

CharacterClass classify_character(char32_t c) {
  if (is_letter(c)) return CharacterClass::kLetter;
  if (c >= U'0' && c <= U'9') return CharacterClass::kDigit;
  switch (c) {
    case U' ':
    case U'\r':
    case 0xA0:
      return CharacterClass::kSpace;
    case U'\n':
      return CharacterClass::kLineFeed;
    case U'\t':
    case U'\f':
    case U'\v':
      return CharacterClass::kReset;
    case U'.':
    case U';':
    case U':':
    case 0x2026:
      return CharacterClass::kBreak;
    default:
      break;
  }
  switch (classify_letter_substitute(c)) {
    case LetterSubstitute::kAnywhere:
      return CharacterClass::kInWord;
    case LetterSubstitute::kAmongLetters:
      return CharacterClass::kBetween;
    case LetterSubstitute::kNever:
      break;
  }
  return CharacterClass::kOther;
}

bool is_apostrophe(char32_t c) { return c == U'\'' || c == 0x2018 || c == 0x2019; }

/// Returns true for a letter whose horn may have been read as an apostrophe after the letter.
bool may_have_horn(char32_t c) { return to_lower(c) == U'o' || to_lower(c) == U'u'; }

bool is_break(char32_t c) {
  return c == U'.' || c == U';' || c == U':' || c == U'!' || c == U'?' || c == 0x2026;
}

/// One sign with its place; empty at the end of the text.
struct CharacterCursor {
  char32_t c = 0;
  CharacterClass character_class = CharacterClass::kSpace;
  std::size_t begin = 0, end = 0;
};

class Tokeniser {
 public:
  Tokeniser(std::string_view text, TextSource source)
      : text_(text),
        source_(source),
        has_lost_letters_(source == TextSource::kToRestore &&
                          has_question_marks_for_letters(text)) {}

  std::vector<Token> run() {
    while (at_ < text_.size()) read_token();
    return std::move(tokens_);
  }

 private:
  [[nodiscard]] CharacterCursor peek(std::size_t at) const {
    CharacterCursor cursor;
    cursor.begin = at;
    cursor.end = at;
    if (at >= text_.size()) return cursor;
    cursor.c = text::next_code_point(text_, cursor.end);
    cursor.character_class = classify_character(cursor.c);
    if (cursor.c == 0x2018 && source_ == TextSource::kToRestore)
      cursor.character_class = CharacterClass::kBetween;
    if (has_lost_letters_ && cursor.c == U'?' && is_lost_letter(at))
      cursor.character_class = CharacterClass::kInWord;
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

  void read_token() {
    const CharacterCursor now = peek(at_);
    switch (now.character_class) {
      case CharacterClass::kLetter:
      case CharacterClass::kDigit:
      case CharacterClass::kInWord:
        read_word();
        return;
      case CharacterClass::kLineFeed:
        read_line_end();
        return;
      case CharacterClass::kReset:
        add(TokenKind::kReset, now.begin, now.end);
        break;
      default:
        if (is_apostrophe(now.c)) is_in_quote_ = !is_in_quote_;
        if (is_break(now.c)) add(TokenKind::kBreak, now.begin, now.end);
        break;
    }
    at_ = now.end;
  }

  /// Adds a line feed, or a reset if only white space stands before the next line feed.
  void read_line_end() {
    const std::size_t begin = at_++;
    is_in_quote_ = false;
    std::size_t ahead = at_;
    while (ahead < text_.size() && (text_[ahead] == ' ' || text_[ahead] == '\r')) ++ahead;
    const bool blank = ahead < text_.size() && text_[ahead] == '\n';
    add(blank ? TokenKind::kReset : TokenKind::kLineFeed, begin, at_);
    if (blank) at_ = ahead;
  }

  void read_word() {
    const std::size_t begin = at_;
    bool letters = false, digits = false, signs = false;
    char32_t last = 0;
    CharacterCursor now = peek(at_);
    while (now.end > now.begin) {
      if (now.character_class == CharacterClass::kLetter) {
        letters = true;
      } else if (now.character_class == CharacterClass::kDigit) {
        digits = true;
      } else if (now.character_class == CharacterClass::kInWord ||
                 (letters && is_inside_word(now))) {
        signs = true;
      } else if (!(digits && !letters && !signs && joins_digits(now))) {
        break;
      }
      at_ = now.end;
      last = now.c;
      now = peek(at_);
    }
    if (source_ == TextSource::kToRestore && is_apostrophe(now.c) && !is_in_quote_ &&
        may_have_horn(last)) {
      signs = true;
      at_ = now.end;
    }
    if (!letters && digits && !signs) {
      add(TokenKind::kNumber, begin, at_);
    } else {
      add(TokenKind::kWord, begin, at_, !digits && !signs);
    }
  }

  [[nodiscard]] bool is_inside_word(const CharacterCursor& now) const {
    if (now.character_class != CharacterClass::kBetween) return false;
    const CharacterClass next = peek(now.end).character_class;
    return next == CharacterClass::kLetter ||
           (next == CharacterClass::kInWord && source_ == TextSource::kToRestore);
  }

  [[nodiscard]] bool joins_digits(const CharacterCursor& now) const {
    const bool joint =
        now.c == U'.' || now.c == U',' || now.c == U'/' || now.c == U':' || now.c == U'-';
    return joint && peek(now.end).character_class == CharacterClass::kDigit;
  }

  std::string_view text_;
  TextSource source_;
  bool has_lost_letters_;  ///< "?" stands for letters that a conversion lost
  std::size_t at_ = 0;
  bool is_in_quote_ = false;  ///< after an opening apostrophe of this line
  std::vector<Token> tokens_;
};

/// Returns the blank of any script that ends at byte `end`; empty if there is no blank.
std::string_view blank_before(std::string_view text, std::size_t end) {
  static constexpr std::string_view kUnicodeBlanks[] = {
      // U+0085, U+00A0, U+2000 to U+200A, U+2028 …
      "\u0085", "\u00A0", "\u2000", "\u2001", "\u2002", "\u2003", "\u2004", "\u2005", "\u2006",
      "\u2007", "\u2008", "\u2009", "\u200A", "\u2028", "\u2029", "\u202F", "\u205F", "\u3000"};
  text = text.substr(0, end);
  if (text.empty()) return {};
  if (std::string_view(" \n\t\v\r\f").find(text.back()) != text.npos) return text.substr(end - 1);
  if (static_cast<unsigned char>(text.back()) < 0x80) return {};
  const auto found =
      std::ranges::find_if(kUnicodeBlanks, [&](auto one) { return text.ends_with(one); });
  return found == std::end(kUnicodeBlanks) ? std::string_view() : text.substr(end - found->size());
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

/// Returns true for a drive and a path, or for names joined by backslashes: "C:\\ke-hoach".
bool is_windows_path(std::string_view chunk) {
  const std::size_t first = std::min(chunk.find_first_not_of("(<[\"'"), chunk.size());
  const std::string_view path = chunk.substr(first);
  return path.starts_with("\\\\") || (path.size() > 2 && path[1] == ':' && path[2] == '\\');
}

/// Returns true for an option of a command with a value or several words: "--ghi-de", "--ten=nam".
bool is_option(std::string_view chunk) {
  return chunk.starts_with("--") && chunk.size() > 3 && chunk[2] >= 'a' && chunk[2] <= 'z' &&
         chunk.find_first_of("-=", 3) != chunk.npos;
}

/// Returns true for a hashtag: "#trồngcây".
bool is_hashtag(std::string_view chunk) {
  std::size_t at = 1;
  return chunk.size() > 1 && chunk[0] == '#' && is_letter(text::next_code_point(chunk, at));
}

/// Returns true for an address: a URL, an e-mail address, the name of a host or a file, a path.
/// Hashtags, keys and options of commands count, too.
bool is_address(std::string_view chunk) {
  if (is_key(chunk) || is_path(chunk) || is_hashtag(chunk) || is_option(chunk)) return true;
  if (is_windows_path(chunk)) return true;
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
  const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  const auto is_small = [](char c) { return c >= 'a' && c <= 'z'; };
  if (chunk[joint] == '&') {
    return joint > 1 && joint + 2 < chunk.size() &&
           std::all_of(chunk.begin() + static_cast<std::ptrdiff_t>(joint) - 2,
                       chunk.begin() + static_cast<std::ptrdiff_t>(joint) + 3,
                       [&](char c) { return c == '&' || is_capital(c); });
  }
  return std::count_if(chunk.begin(), chunk.end(), is_capital) >= 2 &&
         std::count_if(chunk.begin(), chunk.end(), is_small) <= 2;
}

/// Returns true for letters of an office with its number: "VT, VP3.". No vowel is among them. A 1
/// does not count, as it may be the vowel I.
bool is_numbered_office(std::string_view chunk) {
  constexpr std::string_view kOfficeLetters = "BCDGHKLMNPQRSTVX", kDigits = "23456789";
  chunk = chunk.substr(0, chunk.find_last_not_of(".,;:)") + 1);
  const std::size_t letters = std::min(chunk.find_first_not_of(kOfficeLetters), chunk.size());
  return letters >= 2 && letters + 1 == chunk.size() && kDigits.find(chunk.back()) != kDigits.npos;
}

/// Returns the end of the Windows path that begins with `chunk` at byte `begin`. The path may have
/// blanks; it ends with the last chunk of its line that has a backslash or the ending of a file.
std::size_t find_path_end(std::string_view text, std::size_t begin, std::string_view chunk) {
  std::size_t end = begin + chunk.size();
  const std::size_t line_end = std::min(text.find_first_of("\n\t\f", begin), text.size());
  for (std::size_t at = end; at < line_end;) {
    const std::size_t next = std::min(text.find_first_of(" \n\t\f", at + 1), text.size());
    const std::string_view part = text.substr(at + 1, next - at - 1);
    if (is_windows_path(part)) break;
    if (part.find('\\') != part.npos || is_host_or_file(part)) end = next;
    at = next;
  }
  return end;
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
    if (address && is_windows_path(chunk)) end = find_path_end(text, begin, chunk);
    for (; i < tokens.size() && tokens[i].text.begin < end; ++i) {
      tokens[i].is_code_or_address = guarded;
      tokens[i].is_locked = address;
    }
  }
}

bool may_have_commands(std::string_view text) {
  return text.find("--") != text.npos || text.find("&&") != text.npos ||
         text.find("./") != text.npos;
}

/// Returns true for a line without diacritics that has an option, "&&", or a program of the same
/// folder: "cd /opt && ./chay.sh --ghi-de".
bool is_command(std::string_view line) {
  if (!may_have_commands(line)) return false;
  if (!std::ranges::all_of(line, [](char c) { return static_cast<unsigned char>(c) < 0x80; }))
    return false;
  return std::ranges::any_of(text::split(line, ' '), [](std::string_view chunk) {
    return is_option(chunk) || chunk == "&&" ||
           (chunk.starts_with("./") && chunk.size() > 2 && is_letter_byte(chunk[2]));
  });
}

/// Locks the words of commands.
void guard_commands(std::string_view text, std::vector<Token>& tokens) {
  if (!may_have_commands(text)) return;
  auto token = tokens.begin();
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (is_command(text.substr(begin, end - begin))) {
      while (token != tokens.end() && token->text.begin < begin) ++token;
      for (; token != tokens.end() && token->text.begin < end; ++token)
        if (token->kind == TokenKind::kWord) token->is_locked = token->is_code_or_address = true;
    }
    begin = end + 1;
  }
}

/// Guards the letters of offices in a line like "- Lưu: VT, CAT.": words in capitals after its
/// first word.
void guard_copy_recipients(std::string_view text, std::vector<Token>& tokens) {
  constexpr std::size_t kMaxOfficeCodeBytes = 5;
  const auto is_office_code = [&](const Token& token) {
    const std::string_view word = slice(text, token.text);
    return token.kind == TokenKind::kWord && word.size() <= kMaxOfficeCodeBytes &&
           std::ranges::all_of(word, [](char c) { return c >= 'A' && c <= 'Z'; });
  };
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (i > 0 && !ends_line(tokens[i - 1])) continue;
    const std::string_view first = slice(text, tokens[i].text);
    if (!first.starts_with('L') || text::strip_diacritics(first) != "Luu") continue;
    for (++i; i < tokens.size() && !ends_line(tokens[i]); ++i)
      tokens[i].is_code_or_address |= tokens[i].is_office_code = is_office_code(tokens[i]);
  }
}

/// Returns true for the mark of a list. Before ")" a mark has one or two characters: `a)`, `¢)`.
/// Before a full stop it has one, or may be a numeral: `đ.`, `HI.`, `1l.`.
bool is_list_mark(std::string_view text, const Token& token) {
  const std::string_view word = slice(text, token.text);
  const std::string_view behind = text.substr(token.text.end);
  const std::size_t size = to_utf32(word).size();
  return (size <= 2 && behind.starts_with(')')) ||
         ((size == 1 || may_be_enumerator(word)) && behind.starts_with(". "));
}

/// Locks the mark of a list at the beginning of a line, and a lone sign before the mark. Token `i`
/// begins the line.
void lock_enumerator(std::string_view text, std::vector<Token>& tokens, std::size_t i) {
  const auto is_word = [&](std::size_t k) {
    return k < tokens.size() && tokens[k].kind == TokenKind::kWord;
  };
  const auto is_sign = [&](std::size_t k) {
    const std::u32string word = to_utf32(slice(text, tokens[k].text));
    return word.size() == 1 && classify_character(word[0]) == CharacterClass::kInWord;
  };
  if (!is_word(i)) return;
  if (is_list_mark(text, tokens[i])) {
    tokens[i].is_locked = true;
  } else if (is_sign(i) && is_word(i + 1) && is_list_mark(text, tokens[i + 1])) {
    tokens[i].is_locked = tokens[i + 1].is_locked = true;
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

void lock_enumerators(std::string_view text, std::vector<Token>& tokens) {
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (i == 0 || ends_line(tokens[i - 1])) lock_enumerator(text, tokens, i);
    if (is_speck(text, tokens, i)) tokens[i].is_locked = true;
    if (tokens[i].kind == TokenKind::kWord && !repair_numeral(slice(text, tokens[i].text)).empty())
      tokens[i].is_locked = true;
  }
}

/// Returns true for bytes that were no text, and for control characters.
bool is_noise(char32_t c) {
  return c == 0xFFFD || c < U'\t' || (c > U'\r' && c < U' ') || (c >= 0x7F && c < 0xA0);
}

void lock_noise(std::string_view text, std::vector<Token>& tokens) {
  std::size_t at = 0, token = 0;
  while (at < text.size() && token < tokens.size()) {
    const std::size_t begin = at;
    if (!is_noise(text::next_code_point(text, at))) continue;
    while (token < tokens.size() && tokens[token].text.end < begin) ++token;
    for (std::size_t i = token; i < tokens.size() && tokens[i].text.begin <= at; ++i) {
      tokens[i].is_locked = true;
    }
  }
}

/// Returns true for the first word of a line that goes on (line_continuation.h), with only spaces
/// before it. Marks of lists are excluded: "a)" is small and begins anew.
bool starts_continued_line(std::string_view text, const Token& token) {
  if (token.kind != TokenKind::kWord || token.is_locked || token.text.begin == 0) return false;
  if (!continues_sentence(slice(text, token.text))) return false;
  const std::size_t before = text.find_last_not_of(" \r", token.text.begin - 1);
  return before != text.npos && (text[before] == '\n' || text[before] == '\f');
}

void soften_page_breaks(std::string_view text, std::vector<Token>& tokens) {
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (!starts_continued_line(text, tokens[i])) continue;
    for (std::size_t k = i; k-- > 0 && ends_line(tokens[k]);) {
      const char c = text[tokens[k].text.begin];
      if (c == '\n' || c == '\f') tokens[k].kind = TokenKind::kLineFeed;
    }
  }
}

}  // namespace

WordKind to_word_kind(const Token& token) noexcept {
  if (token.kind == TokenKind::kNumber) return WordKind::kNumber;
  if (token.kind == TokenKind::kLostWord) return WordKind::kInserted;
  if (token.is_code_or_address) return WordKind::kCode;
  return token.is_locked ? WordKind::kMark : WordKind::kWord;
}

std::string repair_numeral(std::string_view word) {
  constexpr std::size_t kMaxNumeralBytes = 5;
  if (word.size() < 2 || word.size() > kMaxNumeralBytes) return {};
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

std::string_view chunk_around(std::string_view text, std::size_t at) {
  constexpr std::size_t kMaxReach = 256;  // in endless words the work stays linear
  std::size_t begin = at, end = at;
  const auto is_space = [](char c) { return c == ' ' || c == '\t' || c == '\n'; };
  while (begin > 0 && at - begin < kMaxReach && !is_space(text[begin - 1])) --begin;
  while (end < text.size() && end - at < kMaxReach && !is_space(text[end])) ++end;
  return text.substr(begin, end - begin);
}

bool is_in_code_chunk(std::string_view text, std::size_t at) {
  const std::string_view chunk = chunk_around(text, at);
  if (chunk.find_first_of("@\\<>{}=") != chunk.npos || chunk.find("//") != chunk.npos ||
      chunk.starts_with("www."))
    return true;
  for (std::size_t i = chunk.find_first_of("_&$", 1); i != chunk.npos && i + 1 < chunk.size();
       i = chunk.find_first_of("_&$", i + 1)) {
    if (is_letter_byte(chunk[i + 1]) || text::is_ascii_digit(chunk[i + 1])) return true;
  }
  return false;
}

std::vector<Token> tokenise(std::string_view nfc, TextSource source) {
  std::vector<Token> tokens = Tokeniser(nfc, source).run();
  guard_chunks(nfc, tokens);
  if (source == TextSource::kToRestore) {
    guard_commands(nfc, tokens);
    guard_copy_recipients(nfc, tokens);
  }
  lock_enumerators(nfc, tokens);
  lock_noise(nfc, tokens);
  if (source == TextSource::kToRestore) lock_lines_with_lost_letters(nfc, tokens);
  soften_page_breaks(nfc, tokens);
  return tokens;
}

}  // namespace codau::restore
