#include "text/normalise.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <optional>
#include <utility>

#include "core/changes.h"
#include "core/error.h"
#include "text/legacy.h"
#include "text/letters.h"
#include "text/syllable.h"
#include "text/unicode.h"
#include "text/utf8.h"

namespace codau::text {
namespace {

using std::string_view;

constexpr string_view kSpaces = " \t\n\r\f";

// Writes an output text, noting what differs from the input.
class Rewriter {
 public:
  Rewriter(string_view input, string_view source) : input_(input), source_(source) {
    if (input.size() >= std::numeric_limits<std::int32_t>::max()) {
      throw Error(Cause::kTooLarge, "text is longer than 2 GiB");
    }
    out_.reserve(input.size() + input.size() / 8);
  }

  /// Everything up to `end` that is not written yet becomes itself.
  void keep(std::size_t end) {
    out_ += input_.substr(done_, end - done_);
    done_ = end;
  }
  /// Bytes [begin, end) become `after`; nothing is noted where they are that already.
  void replace(std::size_t begin, std::size_t end, string_view after, string_view rule) {
    keep(begin);
    const string_view before = input_.substr(begin, end - begin);
    if (before == after) return keep(end);
    Change c;
    c.in = {size32(begin), size32(end)};
    c.out = {size32(out_.size()), size32(out_.size() + after.size())};
    c.before = before;
    c.after = after;
    c.rule = rule;
    c.source = source_;
    changes_.push_back(std::move(c));
    out_ += after;
    done_ = end;
  }
  [[nodiscard]] std::pair<std::string, std::vector<Change>> finish() && {
    keep(input_.size());
    return {std::move(out_), std::move(changes_)};
  }

 private:
  static std::uint32_t size32(std::size_t n) { return static_cast<std::uint32_t>(n); }

  string_view input_;
  string_view source_;
  std::string out_;
  std::vector<Change> changes_;
  std::size_t done_ = 0;
};
using Rewritten = std::pair<std::string, std::vector<Change>>;

// ---- hygiene ----

struct Repair {
  string_view after;
  string_view rule;  ///< empty: nothing to repair
};

Repair repair_of(char32_t c) {
  switch (c) {
    case 0xD0:
    case 0x189:
      return {"Đ", "look_alike"};
    case 0xF0:
    case 0x256:
      return {"đ", "look_alike"};
    case 0x1A2:
      return {"Ư", "look_alike"};  // a font fault of the nineties: "nhƣ"
    case 0x1A3:
      return {"ư", "look_alike"};
    case 0xA0:
    case 0x202F:
    case 0x205F:
    case 0x3000:
      return {" ", "space"};
    case 0x200B:
    case 0x200C:
    case 0x200D:
    case 0xFEFF:
      return {"", "zero_width"};
    case kIllFormed:
      return {"\uFFFD", "not_utf8"};
    default:
      break;
  }
  if (c >= 0x2000 && c <= 0x200A) return {" ", "space"};
  return {};
}

Rewritten clean(string_view bytes) {
  Rewriter out(bytes, "normalise");
  for (std::size_t at = 0; at < bytes.size();) {
    if (static_cast<unsigned char>(bytes[at]) < 0x80) {
      ++at;
      continue;
    }
    const std::size_t begin = at;
    const Repair repair = repair_of(next_code_point(bytes, at));
    if (!repair.rule.empty()) out.replace(begin, at, repair.after, repair.rule);
  }
  return std::move(out).finish();
}

Rewritten composed(string_view utf8) {
  Rewriter out(utf8, "normalise");
  for (std::size_t at = 0; at < utf8.size();) {
    const std::size_t begin = at;
    at = end_of_stretch(utf8, begin);
    if (at - begin > 1) out.replace(begin, at, to_nfc(utf8.substr(begin, at - begin)), "nfc");
  }
  return std::move(out).finish();
}

// `next` on the text of `done`, as one list of changes on `input`.
void add_step(Rewritten& done, Rewritten next, string_view input) {
  if (done.second.empty()) {
    done = std::move(next);
  } else if (!next.second.empty()) {
    done = {std::move(next.first), compose(done.second, next.second, input)};
  }
}

Normalised finished(Rewritten done, string_view input, std::string encoding) {
  add_step(done, clean(done.first), input);
  if (to_nfc(done.first) != done.first) add_step(done, composed(done.first), input);
  return {std::move(done.first), std::move(done.second), std::move(encoding)};
}

// ---- encodings ----

template <class Use>
void for_each_word(string_view bytes, Use use) {
  for (std::size_t at = bytes.find_first_not_of(kSpaces); at != string_view::npos;) {
    const std::size_t end = std::min(bytes.find_first_of(kSpaces, at), bytes.size());
    if (!use(at, end)) return;
    at = bytes.find_first_not_of(kSpaces, end);
  }
}

bool is_ascii(string_view bytes) {
  return std::none_of(bytes.begin(), bytes.end(), [](char c) { return (c & 0x80) != 0; });
}

/// How many parts of words with marks are legal syllables. Words without marks say nothing: they
/// are the same in every encoding.
struct Score {
  std::size_t legal = 0, all = 0;
  [[nodiscard]] double rate() const {
    return all == 0 ? 1 : static_cast<double>(legal) / static_cast<double>(all);
  }
};

// Signs that part letters: ASCII that is no letter, general punctuation and what else print has.
bool is_sign(char32_t c) {
  if (c < 0x80) return !letter(c);
  return (c >= 0x2000 && c < 0x2070) || c == 0xAB || c == 0xBB || c == 0xA0 || c == 0xFEFF;
}

void score_word(string_view utf8, Score& score) {
  for (std::size_t at = 0; at < utf8.size();) {
    const std::size_t begin = at;
    std::size_t end = at;
    while (at < utf8.size()) {
      end = at;
      if (is_sign(next_code_point(utf8, at))) break;
      end = at;
    }
    const string_view part = utf8.substr(begin, end - begin);
    if (is_ascii(part)) continue;
    ++score.all;
    if (is_utf8(part) && is_legal_syllable(to_nfc(part))) ++score.legal;
  }
}

// The word that `decoder` makes of the word that is there; itself where it makes none.
std::string decoded_word(const LegacyDecoder& decoder, string_view word, bool widened) {
  std::optional<std::string> bytes(word);
  if (widened) bytes = to_cp1252(word);
  if (bytes) bytes = decoder.decode(*bytes);
  return bytes ? *bytes : std::string(word);
}

constexpr std::size_t kWordsToScore = 4000;

template <class Read>
Score score_of(string_view bytes, Read read) {
  Score score;
  for_each_word(bytes, [&](std::size_t begin, std::size_t end) {
    const string_view word = bytes.substr(begin, end - begin);
    if (!is_ascii(word)) score_word(read(word), score);
    return score.all < kWordsToScore;
  });
  return score;
}

// Standards 8.8. `widened`: the text is UTF-8, but its letters may be the bytes of an encoding,
// each read as one Latin-1 letter, as old documents leave word processors and PDF text layers.
std::optional<string_view> find_legacy(string_view bytes, bool widened) {
  constexpr double kAccept = 0.90;
  constexpr double kLead = 0.15;
  double best = 0;
  double second = 0;
  string_view found;
  for (const string_view encoding : kLegacyEncodings) {
    if (encoding == "utf-8-as-cp1252" && !widened) continue;
    const LegacyDecoder decoder(encoding);
    const double rate =
        score_of(bytes, [&](string_view w) { return decoded_word(decoder, w, widened); }).rate();
    if (rate > best) {
      second = std::exchange(best, rate);
      found = encoding;
    } else {
      second = std::max(second, rate);
    }
  }
  if (best >= kAccept && best - second >= kLead) return found;
  return std::nullopt;
}

Rewritten decoded(string_view bytes, string_view encoding, bool widened) {
  const LegacyDecoder decoder(encoding);
  Rewriter out(bytes, "encoding");
  for_each_word(bytes, [&](std::size_t begin, std::size_t end) {
    const string_view word = bytes.substr(begin, end - begin);
    const bool plain = std::all_of(word.begin(), word.end(), [](char c) { return c >= ' '; });
    if (!plain) out.replace(begin, end, decoded_word(decoder, word, widened), encoding);
    return true;
  });
  return std::move(out).finish();
}

// ---- UTF-16, line by line ----

std::optional<Rewritten> from_utf16(string_view bytes) {
  const bool little = bytes.starts_with("\xFF\xFE");
  if (!little && !bytes.starts_with("\xFE\xFF")) return std::nullopt;
  if (bytes.size() % 2 != 0) throw Error(Cause::kNotText, "UTF-16 text is cut off");
  Rewriter out(bytes, "encoding");
  const auto unit = [&](std::size_t i) {
    const auto low = static_cast<unsigned char>(bytes[i + (little ? 0U : 1U)]);
    const auto high = static_cast<unsigned char>(bytes[i + (little ? 1U : 0U)]);
    return static_cast<char32_t>(high << 8U | low);
  };
  std::string line;
  std::size_t begin = 0;
  for (std::size_t i = 2; i < bytes.size(); i += 2) {
    char32_t c = unit(i);
    if (c >= 0xD800 && c < 0xDC00 && i + 2 < bytes.size()) {
      const char32_t low = unit(i + 2);
      if (low >= 0xDC00 && low < 0xE000) {
        c = 0x10000 + ((c - 0xD800) << 10U) + (low - 0xDC00);
        i += 2;
      }
    }
    if (c == 0 || (c >= 0xD800 && c < 0xE000)) throw Error(Cause::kNotText, "broken UTF-16 text");
    append_utf8(line, c);
    if (c != '\n') continue;
    out.replace(begin, i + 2, line, "utf-16");
    line.clear();
    begin = i + 2;
  }
  out.replace(begin, bytes.size(), line, "utf-16");
  return std::move(out).finish();
}

// A few bytes that are not UTF-8 are damage; many are another encoding, or no text at all.
bool is_nearly_utf8(string_view bytes) {
  constexpr std::size_t kOneIn = 50;
  std::size_t bad = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    if (next_code_point(bytes, at) == kIllFormed) ++bad;
  }
  return bad * kOneIn <= bytes.size();
}

}  // namespace

Normalised normalise(string_view bytes) {
  return finished({std::string(bytes), {}}, bytes, "utf-8");
}

Normalised decode_text_file(string_view bytes) {
  if (std::optional<Rewritten> wide = from_utf16(bytes)) {
    return finished(std::move(*wide), bytes, "utf-16");
  }
  if (bytes.find('\0') != string_view::npos) {
    throw Error(Cause::kNotText, "the file holds NUL bytes");
  }
  constexpr double kSurelyVietnamese = 0.5;
  if (score_of(bytes, [](string_view word) { return std::string(word); }).rate() >=
      kSurelyVietnamese) {
    return normalise(bytes);
  }
  const bool widened = is_utf8(bytes);
  if (const std::optional<string_view> encoding = find_legacy(bytes, widened)) {
    return finished(decoded(bytes, *encoding, widened), bytes, std::string(*encoding));
  }
  if (!is_nearly_utf8(bytes)) {
    throw Error(Cause::kNotText, "the bytes are neither UTF-8 nor a known legacy encoding");
  }
  return normalise(bytes);
}

}  // namespace codau::text
