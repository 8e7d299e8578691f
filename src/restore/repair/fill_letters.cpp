#include "restore/repair/fill_letters.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>

#include "core/changes.h"
#include "restore/repair/word_lattice.h"
#include "restore/text/line_continuation.h"
#include "restore/text/spelling.h"
#include "restore/text/tokens.h"
#include "text/syllable.h"
#include "text/utf8.h"

namespace codau::restore {
namespace {

constexpr double kMinGapPosterior = 0.6;
constexpr double kMinNameGapPosterior = 0.95;
constexpr std::size_t kMaxGapWords = 60;  ///< likeliest words for one pattern
constexpr std::size_t kGapBeam = 24;
constexpr float kUnknownGapCost = 15;  ///< in nats, of a word that fits nothing
/// Nats against a question mark before a small letter or a comma.
constexpr float kQuestionBeforeSmallCost = 4;
constexpr float kNoLostWordGapCost = 3;  ///< nats for two blanks without a lost word
constexpr float kBestFitCost = 0.2F;     ///< nats for one of these letters without its mark
constexpr std::u32string_view kBestFitLetters = U"ăđĩũơư";

enum class GapKind : std::uint8_t {
  kLetters,  ///< a sign for a letter
  kBytes,    ///< a sign for a byte of UTF-8
  kNothing,  ///< letters with diacritics are dropped
};

bool is_gap(char32_t c) { return c == U'?' || c == 0xFFFD; }

/// The letters with diacritics that code pages lose together.
enum LetterGroup : std::uint8_t {
  kLatin1 = 1,
  kLatinExtended = 2,
  kVietnamese = 4,
  kAllGroups = 7
};

/// Returns the group of a small letter; 0 for letters without diacritics.
std::uint8_t group_of(char32_t c) {
  if (c < 0x80 || fold(c) == c) return 0;
  return c < 0x100 ? kLatin1 : c < 0x1EA0 ? kLatinExtended : kVietnamese;
}

/// Returns true if `word` may have become `seen`, both in lower case. `lost`: the groups of letters
/// that are lost. Adds to `cost`.
bool fits(std::u32string_view word, std::u32string_view seen, GapKind kind, std::uint8_t lost,
          float& cost) {
  std::size_t at = 0;
  for (const char32_t letter : word) {
    if (kind == GapKind::kNothing && (group_of(letter) & lost) != 0) continue;
    if (at >= seen.size()) return false;
    if (is_gap(seen[at]) && (group_of(letter) & lost) != 0) {
      const std::size_t size = kind == GapKind::kLetters ? 1 : to_utf8({&letter, 1}).size();
      for (std::size_t k = 0; k < size; ++k, ++at) {
        if (at >= seen.size() || !is_gap(seen[at])) return false;
      }
      continue;
    }
    if (seen[at] != letter) {
      const bool is_best_fit = kind == GapKind::kLetters && seen[at] == fold(letter) &&
                               kBestFitLetters.find(letter) != kBestFitLetters.npos;
      if (!is_best_fit) return false;
      cost += kBestFitCost;
    }
    ++at;
  }
  return at == seen.size();
}

/// A word of a line.
struct GapWord {
  std::size_t begin = 0, end = 0;  ///< bytes
  std::u32string seen;             ///< as it stands
  bool has_gap = false;
  bool ends_with_question = false;  ///< the last gap may be a question mark
};

/// Finds words for patterns, each once.
class PatternFinder {
 public:
  explicit PatternFinder(const Knowledge& knowledge) : knowledge_(knowledge) {}
  PatternFinder(const PatternFinder&) = delete;

  /// Sets the groups of letters that are lost. Forgets earlier results.
  void set_lost(std::uint8_t groups) {
    lost_ = groups;
    known_.clear();
  }
  [[nodiscard]] std::uint8_t lost() const { return lost_; }

  /// Returns the likeliest words that may have become `seen`, in lower case.
  const std::vector<Candidate>& find(const std::u32string& seen, GapKind kind) {
    const auto [known, is_new] =
        known_.try_emplace(to_utf8(seen) + static_cast<char>('0' + static_cast<int>(kind)));
    if (is_new) known->second = search(seen, kind);
    return known->second;
  }

 private:
  /// A syllable of the model.
  struct Syllable {
    lm::WordId word = lm::kUnknown;
    std::u32string letters;
    std::u32string late = {};  ///< "hoà" for "hòa"; empty if there is no such spelling
  };

  void read_syllables() {
    for (std::uint32_t i = lm::kFirstWord; i < knowledge_.model.size(); ++i) {
      Syllable found{static_cast<lm::WordId>(i), {}};
      found.letters = knowledge_.vocabulary.letters(found.word);
      if (!text::is_legal_toned_syllable(to_utf8(found.letters))) continue;
      found.late = with_late_tone(found.letters);
      if (found.late == found.letters) found.late.clear();
      syllables_.push_back(std::move(found));
    }
  }

  std::vector<Candidate> search(const std::u32string& seen, GapKind kind) {
    if (syllables_.empty()) read_syllables();
    std::vector<Candidate> out;
    const bool has_letter = std::ranges::any_of(seen, [](char32_t c) { return !is_gap(c); });
    for (const Syllable& syllable : syllables_) {
      if (kind == GapKind::kNothing ? syllable.letters.size() < seen.size()
                                    : syllable.letters.size() > seen.size())
        continue;
      float cost = 0, late_cost = 0;
      if (fits(syllable.letters, seen, kind, lost_, cost)) {
        out.push_back({syllable.word, cost, lm::kUnknown});
      } else if (!syllable.late.empty() && fits(syllable.late, seen, kind, lost_, late_cost)) {
        out.push_back({syllable.word, late_cost, lm::kUnknown});
      }
    }
    std::ranges::stable_sort(out, [&](const Candidate& a, const Candidate& b) {
      return knowledge_.vocabulary.score(a) > knowledge_.vocabulary.score(b);
    });
    // A word of gaps alone says hardly anything.
    const std::size_t most = has_letter ? kMaxGapWords : 2 * kMaxGapWords;
    if (out.size() > most) out.resize(most);
    return out;
  }

  const Knowledge& knowledge_;
  std::uint8_t lost_ = kAllGroups;
  std::vector<Syllable> syllables_;  ///< filled by the first search()
  std::unordered_map<std::string, std::vector<Candidate>> known_;
};

/// Reads the words of one line. `has_questions`: "?" may stand for letters.
std::vector<GapWord> read_gap_words(std::string_view text, std::size_t begin, std::size_t end,
                                    bool has_questions) {
  std::vector<GapWord> out;
  for (std::size_t at = begin; at < end;) {
    GapWord word{at, at, {}};
    bool has_letter = false, has_sign = false;
    for (std::size_t next = at; next < end;) {
      const char32_t c = text::next_code_point(text, next);
      const bool gap = c == 0xFFFD || (c == U'?' && has_questions);
      if (!gap && !text::letter(c)) break;
      has_letter = has_letter || !gap;
      has_sign = has_sign || c == 0xFFFD;
      word.has_gap = word.has_gap || gap;
      word.seen += c;
      word.end = next;
      at = next;
    }
    if (word.seen.empty()) {
      static_cast<void>(text::next_code_point(text, at));
      continue;
    }
    word.ends_with_question = word.seen.back() == U'?';
    // "??" alone is punctuation, unless a small letter follows.
    if (!has_letter && !has_sign) {
      const bool goes_on =
          word.end + 1 < end && text[word.end] == ' ' && is_letter_byte(text[word.end + 1]);
      const bool stands_alone = word.begin == begin || text[word.begin - 1] == ' ';
      if (!goes_on || !stands_alone) continue;
    }
    out.push_back(std::move(word));
  }
  return out;
}

/// Returns true if the chunk around byte `at` may be a notation: "12/N?-CP".
bool is_in_notation(std::string_view text, std::size_t at) {
  const std::string_view chunk = chunk_around(text, at);
  return chunk.find_first_of("/-&") != chunk.npos &&
         std::ranges::none_of(chunk, [](char c) { return c >= 'a' && c <= 'z'; });
}

/// Fills the gaps of a text.
class LetterFiller {
 public:
  LetterFiller(const Knowledge& knowledge, const DivisionTitles& titles, std::string_view text,
               std::span<const Token> tokens, double min_confidence)
      : knowledge_(knowledge),
        titles_(titles),
        text_(text),
        tokens_(tokens),
        min_confidence_(min_confidence),
        finder_(knowledge),
        out_(text, "ocr_restore") {}

  FilledText fill() {
    if (may_have_gaps()) choose_kind();
    std::vector<bool> dropped = find_dropped_lines();
    if (std::ranges::count(dropped, true) == 0 && has_only_latin1()) {
      dropped.assign(static_cast<std::size_t>(std::ranges::count_if(text_, is_line_end)) + 1, true);
      finder_.set_lost(kLatinExtended | kVietnamese);
    }
    if (!are_vietnamese(dropped)) dropped.clear();
    const bool became_blanks = have_wide_blanks(dropped);
    if (!has_gaps(text_) && std::ranges::count(dropped, true) == 0)
      return {{std::string(text_), {}}, {}, {}};
    std::vector<ByteRange> lines;
    std::size_t line = 0;
    for (std::size_t begin = 0; begin < text_.size(); ++line) {
      const std::size_t end = std::min(text_.find_first_of("\n\t\f", begin), text_.size());
      const bool is_dropped = line < dropped.size() && dropped[line];
      if (is_dropped || has_gaps(text_.substr(begin, end - begin))) {
        if (!is_dropped || !became_blanks)
          fill_line(begin, end, is_dropped ? GapKind::kNothing : kind_);
        lines.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
      }
      begin = end + 1;
    }
    FilledText out{std::move(out_).finish(), std::move(lines), std::move(gaps_)};
    for (ByteRange& range : out.lines) range = to_output(out.text.second, range);
    for (ByteRange& range : out.gaps) range = to_output(out.text.second, range);
    return out;
  }

 private:
  /// Returns true for U+FFFD, and for "?" between two letters. Fast.
  [[nodiscard]] bool may_have_gaps() const {
    for (std::size_t at = text_.find('?'); at != text_.npos; at = text_.find('?', at + 1)) {
      if (at > 0 && is_letter_byte(text_[at - 1]) && at + 1 < text_.size() &&
          (is_letter_byte(text_[at + 1]) || text_[at + 1] == '?'))
        return true;
    }
    return text_.find("\uFFFD") != text_.npos;
  }

  [[nodiscard]] bool has_gaps(std::string_view line) const {
    return line.find("\uFFFD") != line.npos || (has_questions_ && line.find('?') != line.npos);
  }

  /// Decides whether "?" stands for letters, and whether a sign is a letter or a byte.
  void choose_kind() {
    constexpr std::size_t kMaxProbes = 300, kPercentToFit = 70, kMaxOthersPerInside = 4;
    constexpr std::size_t kMinQuestions = 2;  // one may be a misread letter
    std::size_t probes = 0, by_letters = 0, by_bytes = 0, questions = 0, good_questions = 0;
    std::size_t other_questions = 0;
    for (const GapWord& word : read_all_gap_words()) {
      if (probes == kMaxProbes) break;
      const bool is_inside = is_gap_inside(word.seen);
      const bool is_question = word.seen.find(U'?') != word.seen.npos;
      if (is_question && (!is_inside || is_in_code_chunk(text_, word.begin))) {
        ++other_questions;
        continue;
      }
      ++probes;
      const std::u32string seen = to_lower(word.seen);
      const bool letters = !finder_.find(seen, GapKind::kLetters).empty();
      const bool bytes = !finder_.find(seen, GapKind::kBytes).empty();
      by_letters += letters ? 1U : 0U;
      by_bytes += bytes ? 1U : 0U;
      if (!is_question) continue;
      ++questions;
      good_questions += letters || bytes ? 1U : 0U;
    }
    kind_ = by_bytes > by_letters ? GapKind::kBytes : GapKind::kLetters;
    has_questions_ = good_questions >= kMinQuestions &&
                     good_questions * 100 >= questions * kPercentToFit &&
                     good_questions * kMaxOthersPerInside >= other_questions;
    if (!has_gaps(text_)) return;
    const std::uint8_t kept = find_kept_groups();
    is_best_fit_ = has_questions_ && kind_ == GapKind::kLetters && kept == kLatin1;
    finder_.set_lost(kept == kAllGroups ? kAllGroups : kAllGroups & ~kept);
  }

  /// Returns the words of the text that have gaps if "?" stands for letters.
  [[nodiscard]] std::vector<GapWord> read_all_gap_words() const {
    std::vector<GapWord> out;
    for (std::size_t begin = 0; begin < text_.size();) {
      const std::size_t end = std::min(text_.find_first_of("\n\t\f", begin), text_.size());
      const std::string_view line = text_.substr(begin, end - begin);
      if (line.find('?') != line.npos || line.find("\uFFFD") != line.npos) {
        for (GapWord& word : read_gap_words(text_, begin, end, true)) {
          if (word.has_gap) out.push_back(std::move(word));
        }
      }
      begin = end + 1;
    }
    return out;
  }

  /// Returns the groups of letters of which the text still has some.
  [[nodiscard]] std::uint8_t find_kept_groups() const {
    constexpr std::size_t kMinKept = 3, kKeptPerThousand = 15;  // letters
    std::size_t letters = 0, latin1 = 0, extended = 0, vietnamese = 0;
    for (std::size_t at = 0; at < text_.size();) {
      const char32_t c = to_lower(text::next_code_point(text_, at));
      if (!text::letter(c)) continue;
      ++letters;
      const std::uint8_t group = group_of(c);
      latin1 += group == kLatin1 ? 1U : 0U;
      extended += group == kLatinExtended && c != U'đ' ? 1U : 0U;  // Đ may be an Icelandic Ð
      vietnamese += group == kVietnamese ? 1U : 0U;
    }
    const std::size_t least = std::max(kMinKept, letters * kKeptPerThousand / 1000);
    return static_cast<std::uint8_t>((latin1 >= least ? kLatin1 : 0) |
                                     (extended >= least ? kLatinExtended : 0) |
                                     (vietnamese >= least ? kVietnamese : 0));
  }

  /// Returns true if a letter follows a gap and another letter is before.
  static bool is_gap_inside(std::u32string_view seen) {
    for (std::size_t i = 1; i + 1 < seen.size(); ++i) {
      if (is_gap(seen[i]) && !is_gap(seen[i + 1]) && !is_gap(seen[0])) return true;
    }
    return false;
  }

  /// Returns, by line, whether its letters with diacritics are dropped: text/lost_letters.h locks
  /// all words of such a line.
  [[nodiscard]] std::vector<bool> find_dropped_lines() const {
    constexpr std::size_t kMinWords = 2;
    if (std::ranges::none_of(tokens_, [](const Token& token) {
          return token.is_locked && token.kind == TokenKind::kWord && !token.is_code_or_address;
        }))
      return {};
    std::vector<std::size_t> words(1), locked(1);
    std::size_t at = 0;
    const auto count_ends = [&](std::size_t end) {
      for (; at < end; ++at) {
        if (text_[at] != '\n' && text_[at] != '\t' && text_[at] != '\f') continue;
        words.push_back(0);
        locked.push_back(0);
      }
    };
    for (const Token& token : tokens_) {
      count_ends(token.text.begin);
      if (token.kind != TokenKind::kWord || token.is_code_or_address) continue;
      ++words.back();
      locked.back() += token.is_locked ? 1U : 0U;
    }
    count_ends(text_.size());
    std::vector<bool> out(words.size());
    for (std::size_t i = 0; i < out.size(); ++i)
      out[i] = words[i] >= kMinWords && locked[i] == words[i];
    std::size_t line = 0;
    for (std::size_t begin = 0; begin < text_.size(); ++line) {
      const std::size_t end = std::min(text_.find_first_of("\n\t\f", begin), text_.size());
      if (line < out.size() && has_gaps(text_.substr(begin, end - begin))) out[line] = false;
      begin = end + 1;
    }
    return out;
  }

  static bool is_line_end(char c) { return c == '\n' || c == '\t' || c == '\f'; }

  /// Returns true for a text that has the letters of Latin-1 with diacritics and no other ones, and
  /// words without a vowel. A conversion to Latin-1 dropped the others.
  [[nodiscard]] bool has_only_latin1() const {
    constexpr std::size_t kWordsPerConsonants = 12;
    if (has_gaps(text_) || text_.find("\u0111") != text_.npos ||
        text_.find("\u01B0") != text_.npos || text_.find("\xE1\xBB") != text_.npos ||
        find_kept_groups() != kLatin1)
      return false;
    std::size_t words = 0, consonants = 0;
    for (const GapWord& word : read_gap_words(text_, 0, text_.size(), false)) {
      if (std::ranges::all_of(word.seen, is_upper)) continue;
      ++words;
      consonants += std::ranges::none_of(word.seen,
                                         [](char32_t c) { return text::is_vowel(text::letter(c)); })
                        ? 1U
                        : 0U;
    }
    return consonants * kWordsPerConsonants >= words;
  }

  /// Returns true if nearly all words of the lines may be remains of a syllable. Source code and
  /// lists of symbols have such lines, too, but other words in them.
  bool are_vietnamese(const std::vector<bool>& dropped) {
    constexpr std::size_t kMinWords = 12, kMinPercent = 85;
    std::size_t words = 0, known = 0, line = 0;
    for (std::size_t begin = 0; begin < text_.size(); ++line) {
      const std::size_t end = std::min(text_.find_first_of("\n\t\f", begin), text_.size());
      if (line < dropped.size() && dropped[line]) {
        for (const GapWord& word : read_gap_words(text_, begin, end, false)) {
          if (std::ranges::all_of(word.seen, is_upper)) continue;  // perhaps an abbreviation
          ++words;
          if (is_in_code_chunk(text_, word.begin)) continue;
          known += finder_.find(to_lower(word.seen), GapKind::kNothing).empty() ? 0U : 1U;
        }
      }
      begin = end + 1;
    }
    return words >= kMinWords && known * 100 >= words * kMinPercent;
  }

  /// Returns true if one run of blanks in ten is wider than one blank. Then letters became blanks,
  /// and nothing tells words from their parts: "C n c  Lu t".
  [[nodiscard]] bool have_wide_blanks(const std::vector<bool>& dropped) const {
    constexpr std::size_t kBlanksPerWide = 10;
    std::size_t blanks = 0, wide = 0, line = 0;
    for (std::size_t begin = 0; begin < text_.size(); ++line) {
      const std::size_t end = std::min(text_.find_first_of("\n\t\f", begin), text_.size());
      for (std::size_t at = begin; line < dropped.size() && dropped[line] && at < end; ++at) {
        if (text_[at] != ' ' || (at > begin && text_[at - 1] == ' ')) continue;
        ++blanks;
        wide += at + 1 < end && text_[at + 1] == ' ' ? 1U : 0U;
      }
      begin = end + 1;
    }
    return wide > 1 && wide * kBlanksPerWide >= blanks;
  }

  void fill_line(std::size_t begin, std::size_t end, GapKind kind) {
    const std::vector<GapWord> words = read_gap_words(text_, begin, end, has_questions_);
    std::vector<WordArc> arcs;
    std::vector<std::size_t> word_of_arc;
    std::vector<bool> fills;  // by arc
    std::size_t units = 0;
    const auto add = [&](std::size_t word, std::size_t to, lm::WordId id, float cost, bool filled) {
      arcs.push_back({units, to, id, cost});
      word_of_arc.push_back(word);
      fills.push_back(filled);
    };
    const std::size_t none = SIZE_MAX, lost_word = words.size();
    std::size_t at = begin;
    for (std::size_t i = 0; i < words.size(); ++i) {
      add_signs(at, words[i].begin, units, add);
      if (kind == GapKind::kNothing && is_wide_blank(begin, words[i].begin)) {
        for (const Candidate& candidate : finder_.find(U"", kind))
          add(i + lost_word, units + 1, candidate.word, candidate.cost, true);
        add(none, units + 1, kNoWord, kNoLostWordGapCost, false);
        ++units;
      }
      at = words[i].end;
      const GapWord& word = words[i];
      const bool may_fill = (word.has_gap || kind == GapKind::kNothing || may_be_best_fit(word)) &&
                            !is_in_code_chunk(text_, word.begin) &&
                            !is_in_notation(text_, word.begin);
      const bool may_end = may_fill && word.ends_with_question && word.seen.size() > 1;
      const std::size_t to = units + (may_end ? 2 : 1);
      const std::u32string seen = to_lower(word.seen);
      const lm::WordId as_seen = knowledge_.vocabulary.find(to_model_spelling(to_utf8(seen)));
      if (may_fill) {
        for (const Candidate& candidate : finder_.find(seen, kind)) {
          if (candidate.word != as_seen) add(i, to, candidate.word, candidate.cost, true);
        }
      }
      if (may_end) {
        const std::u32string bare = seen.substr(0, seen.size() - 1);
        const lm::WordId id = knowledge_.vocabulary.find(to_model_spelling(to_utf8(bare)));
        add(i, units + 1, id, id == lm::kUnknown ? kUnknownGapCost : 0, false);
        for (const Candidate& candidate : finder_.find(bare, kind)) {
          if (candidate.word != id && bare.find(U'?') != bare.npos)
            add(i, units + 1, candidate.word, candidate.cost, true);
        }
        ++units;
        add(none, to, lm::kBreak, sentence_goes_on(text_, word.end) ? kQuestionBeforeSmallCost : 0,
            false);
        --units;
      } else {
        add(i, to, as_seen, as_seen == lm::kUnknown ? kUnknownGapCost : 0, false);
      }
      units = to;
    }
    add_signs(at, end, units, add);
    if (units == 0) return;
    const DecodedPath best = decode_word_lattice(knowledge_.model, arcs, units, kGapBeam);
    std::vector<DecodedWord> decoded(words.size()), lost(words.size());  // lost: before the word
    for (const PathWord& segment : best.words) {
      const std::size_t i = word_of_arc[segment.arc];
      if (i == none) continue;
      if (i >= lost_word) {
        lost[i - lost_word] = {arcs[segment.arc].word, segment.word_confidence, true, true};
        continue;
      }
      const bool with_last = !words[i].ends_with_question || words[i].seen.size() == 1 ||
                             segment.end - segment.begin == 2;
      decoded[i] = {arcs[segment.arc].word, segment.word_confidence, fills[segment.arc], with_last};
    }
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (lost[i].is_filled) insert(words[i].begin, lost[i].word, lost[i].confidence, begin);
      if (words[i].has_gap && is_in_notation(text_, words[i].begin) &&
          fill_notation(words[i], kind))
        continue;
      const bool is_written = decoded[i].is_filled && write(words, i, decoded, kind, begin);
      if (!is_written && is_doubtful(words[i], decoded[i], kind)) {
        gaps_.push_back(
            {static_cast<std::uint32_t>(words[i].begin), static_cast<std::uint32_t>(words[i].end)});
      }
    }
  }

  /// A word of the likeliest path.
  struct DecodedWord {
    lm::WordId word = lm::kUnknown;
    double confidence = 1;
    bool is_filled = false;  ///< it is not the word as it stands
    bool with_last = true;   ///< the last sign belongs to it
  };

  /// Fills gaps in the letters of a notation if only Đ gives an abbreviation of notations. Returns
  /// true if it did.
  bool fill_notation(const GapWord& word, GapKind kind) {
    constexpr double kNotationConfidence = 0.95;
    const std::size_t signs = kind == GapKind::kBytes ? 2 : 1;  // for Đ
    std::string bare;
    for (std::size_t i = 0; i < word.seen.size(); ++i) {
      if (is_gap(word.seen[i])) {
        for (std::size_t k = 1; k < signs; ++k) {
          if (++i >= word.seen.size() || !is_gap(word.seen[i])) return false;
        }
        bare += 'D';
      } else if (word.seen[i] < 0x80) {
        bare += static_cast<char>(word.seen[i]);
      } else {
        return false;
      }
    }
    const std::string* known = knowledge_.abbreviations.find(bare, true);
    if (known == nullptr || min_confidence_ > kNotationConfidence) return false;
    out_.replace(word.begin, word.end, *known, "lost_letter", kNotationConfidence);
    return true;
  }

  /// Returns true if a word that was not filled has a gap, or may have lost a letter.
  [[nodiscard]] bool is_doubtful(const GapWord& word, const DecodedWord& decoded,
                                 GapKind kind) const {
    if (is_in_code_chunk(text_, word.begin)) return false;
    if (!word.has_gap) return kind == GapKind::kNothing && decoded.is_filled;
    return decoded.with_last || word.seen.find_first_of(U"?\uFFFD") + 1 != word.seen.size();
  }

  /// Returns true if a word may be lost before byte `at`: two blanks stand there, or one blank at
  /// the beginning of the line.
  [[nodiscard]] bool is_wide_blank(std::size_t begin, std::size_t at) const {
    if (at == begin || text_[at - 1] != ' ') return false;
    return at - 1 == begin || (text_[at - 2] == ' ' && (at - 2 == begin || text_[at - 3] != ' '));
  }

  /// Writes a lost word before the blank before byte `at`.
  void insert(std::size_t at, lm::WordId id, double confidence, std::size_t line_begin) {
    if (confidence < std::max(kMinGapPosterior, min_confidence_)) return;
    std::u32string letters(knowledge_.vocabulary.letters(id));
    if (at - 1 == line_begin) letters[0] = to_upper(letters[0]);
    out_.replace(at - 1, at - 1, to_utf8(letters), "lost_letter", std::min(1.0, confidence));
  }

  /// Returns true for a word that may have lost a mark while other letters became "?".
  [[nodiscard]] bool may_be_best_fit(const GapWord& word) const {
    return is_best_fit_ && std::ranges::any_of(word.seen, [](char32_t c) {
             return std::u32string_view(U"adiou").find(to_lower(c)) != std::u32string_view::npos;
           });
  }

  /// Adds the number or the sign that ends a clause between two words.
  template <typename Add>
  void add_signs(std::size_t from, std::size_t to, std::size_t& units, const Add& add) const {
    bool has_break = false, has_number = false;
    for (std::size_t i = from; i < to; ++i) {
      has_break =
          has_break || text_[i] == '.' || text_[i] == ';' || text_[i] == ':' || text_[i] == '!';
      has_number = has_number || (text_[i] >= '0' && text_[i] <= '9');
    }
    constexpr std::size_t none = SIZE_MAX;
    if (has_number) {
      add(none, units + 1, lm::kNumber, 0, false);
      ++units;
    }
    if (has_break && !has_number) {
      add(none, units + 1, lm::kBreak, 0, false);
      ++units;
    }
  }

  static bool is_capitalised(const GapWord& word) {
    return is_upper(word.seen.front()) && word.seen.size() > 1 && !is_upper(word.seen.back());
  }

  /// Returns true for a capitalised word beside another one.
  static bool is_name(const std::vector<GapWord>& words, std::size_t i) {
    if (!is_capitalised(words[i])) return false;
    return (i > 1 && is_capitalised(words[i - 1])) ||
           (i + 1 < words.size() && i > 0 && is_capitalised(words[i + 1]));
  }

  [[nodiscard]] bool is_family(lm::WordId id) const {
    return std::ranges::any_of(knowledge_.names.families(), [&](const KnownName& name) {
      return name.size == 1 && name.words[0] == id;
    });
  }

  /// Returns true for the last word of a person's name, unless only one word fits. Nothing proves
  /// a given name.
  bool may_be_invented(const std::vector<GapWord>& words, std::size_t i,
                       const std::vector<DecodedWord>& decoded, GapKind kind) {
    if (!is_name(words, i) || (i + 1 < words.size() && is_upper(words[i + 1].seen.front())))
      return false;
    bool has_family = false;  // "Ông Trần Văn …"
    for (std::size_t k = i; k > 0 && is_capitalised(words[k - 1]); --k)
      has_family = has_family || is_family(decoded[k - 1].word);
    if (!has_family) return false;
    const std::vector<Candidate>& found = finder_.find(to_lower(words[i].seen), kind);
    return found.size() != 1 || found.front().word != decoded[i].word;
  }

  /// Writes word `i` of the line if it is sure enough. Returns true if it is.
  bool write(const std::vector<GapWord>& words, std::size_t i,
             const std::vector<DecodedWord>& decoded, GapKind kind, std::size_t line_begin) {
    const GapWord& word = words[i];
    const auto [id, confidence, is_filled, with_last] = decoded[i];
    const double least = is_name(words, i) ? kMinNameGapPosterior : kMinGapPosterior;
    if (confidence < std::max(least, min_confidence_) || may_be_invented(words, i, decoded, kind))
      return false;
    std::u32string seen = word.seen;
    if (!with_last) seen.pop_back();
    const std::u32string spelt(knowledge_.vocabulary.letters(id));
    float ignored = 0;
    const std::u32string letters =
        fits(spelt, to_lower(seen), kind, finder_.lost(), ignored) ? spelt : with_late_tone(spelt);
    const std::size_t end = with_last ? word.end : word.end - 1;
    out_.replace(word.begin, end, to_utf8(with_case(letters, words, i, seen, kind, line_begin)),
                 "lost_letter", std::min(1.0, confidence));
    return true;
  }

  /// Returns true for the title of a division before its number: "Điều 5".
  [[nodiscard]] bool is_division(std::u32string letters, std::size_t end) const {
    if (end + 1 >= text_.size() || text_[end] != ' ' || text_[end + 1] < '0' ||
        text_[end + 1] > '9')
      return false;
    letters[0] = to_upper(letters[0]);
    return std::ranges::find(titles_, to_utf8(letters) + ' ') != titles_.end();
  }

  /// Returns true for the first word of a line, of a list item, or after a full stop.
  [[nodiscard]] bool begins_sentence(std::size_t at, std::size_t line_begin) const {
    const std::string_view before = text_.substr(line_begin, at - line_begin);
    const std::size_t last = before.find_last_not_of(" -+*\"");
    if (last == before.npos) return true;
    const bool is_item = before[last] == ')' && before.find(' ') >= last;
    return is_item || before[last] == '.' || before[last] == '!';
  }

  /// Returns `letters` with the capitals of `seen`, the word `i`.
  std::u32string with_case(std::u32string letters, const std::vector<GapWord>& words, std::size_t i,
                           const std::u32string& seen, GapKind kind, std::size_t line_begin) const {
    std::size_t capitals = 0, small = 0;
    const auto count = [&](const std::u32string& word) {
      for (const char32_t c : word) {
        if (!text::letter(c)) continue;
        ++(is_upper(c) ? capitals : small);
      }
    };
    count(seen);
    const bool first_is_lost = is_gap(seen.front()) || capitals + small == 0 ||
                               (kind == GapKind::kNothing && group_of(letters.front()) != 0);
    if (capitals + small < 2 && small == 0) {  // its neighbours tell
      const auto is_beside = [&](std::size_t end, std::size_t begin) {
        return text_.substr(end, begin - end).find_first_not_of(' ') == text_.npos;
      };
      const auto count_long = [&](const GapWord& word) {  // "Y" of "Sở Y tế" says nothing
        if (word.seen.size() > 1) count(word.seen);
      };
      if (i > 0 && is_beside(words[i - 1].end, words[i].begin)) count_long(words[i - 1]);
      if (i + 1 < words.size() && is_beside(words[i].end, words[i + 1].begin))
        count_long(words[i + 1]);
    }
    if (small == 0 && capitals > 1) {
      for (char32_t& c : letters) c = to_upper(c);
      return letters;
    }
    const bool is_start =
        begins_sentence(words[i].begin, line_begin) || is_division(letters, words[i].end);
    if (first_is_lost ? is_start : is_upper(seen.front())) letters[0] = to_upper(letters[0]);
    return letters;
  }

  const Knowledge& knowledge_;
  const DivisionTitles& titles_;
  std::string_view text_;
  std::span<const Token> tokens_;
  double min_confidence_ = 0;
  PatternFinder finder_;
  text::Rewriter out_;
  GapKind kind_ = GapKind::kLetters;
  bool has_questions_ = false;
  std::vector<ByteRange> gaps_;  ///< words with gaps that were not filled
  bool is_best_fit_ = false;     ///< ă đ ĩ ũ ơ ư may have become a d i u o u
};

}  // namespace

FilledText fill_letters(const Knowledge& knowledge, const DivisionTitles& titles,
                        std::string_view nfc, std::span<const Token> tokens,
                        double min_confidence) {
  return LetterFiller(knowledge, titles, nfc, tokens, min_confidence).fill();
}

}  // namespace codau::restore
