#include "restore/repair/uncertain_blanks.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "restore/repair/word_lattice.h"
#include "restore/text/spelling.h"
#include "text/syllable.h"

namespace codau::restore {
namespace {

// Costs in nats of one blank in a line with uncertain blanks.
constexpr float kGainedBlankCost = 1.6F;  ///< one blank in five came into a word
constexpr float kKeptBlankCost = 0.2F;    ///< the others
constexpr float kLostBlankCost = 2.3F;    ///< one blank in ten was lost
// An unknown word, as in candidate_finder.cpp.
constexpr float kUnknownWordCost = 4, kUnknownLetterCost = 2.2F;
constexpr std::size_t kMaxUsualLetters = 10;  ///< further letters make a word far less likely: …
constexpr float kFurtherLetterCost = 4;       ///< … by this much more each
constexpr float kAbbreviationLetterCost = 1;
constexpr float kPartCost = 3;  ///< a word of the model that is no syllable: "c", "Na"

constexpr double kUncertainLineNats = 12;       ///< against uncertain blanks in a line
constexpr double kMinUncertainLineNats = 2;     ///< … if e^-2 of the lines (13.5 %) have them
constexpr double kMinLinePosterior = 0.9;       ///< of uncertain blanks
constexpr double kMinPosterior = 0.6;           ///< of a change in such a line
constexpr double kMinUnmarkedPosterior = 0.9;   ///< … if the line has no diacritics
constexpr std::size_t kMaxWordsPerSuspect = 3;  ///< in a line without diacritics, to open all of it
constexpr float kRareLogProb = -11.5F;          ///< of a syllable that may be a part of a word
constexpr std::size_t kMaxSyllableLetters = 7;  // "nghiêng"
constexpr std::size_t kMaxUnknownLetters = 16;  ///< of a word that ran into others
constexpr std::size_t kMaxFoldWords = 6;        ///< words for letters that lost their marks
constexpr std::size_t kNearTokens = 2;          ///< tokens beside a suspect that are segmented too
constexpr std::size_t kContextTokens = 3;       ///< further tokens that the language model sees
constexpr std::size_t kMaxLineUnits = 4096;     ///< longer lines are no text

/// The place before a unit.
enum class Border : std::uint8_t {
  kFixed,   ///< words end here
  kBlank,   ///< one blank, perhaps inside a word
  kInside,  ///< inside a token
};

struct Unit {
  ByteRange bytes;
  char32_t letter = 0;  ///< in lower case; 0 for a whole token
  bool is_capital = false;
  Border before = Border::kFixed;
  lm::WordId word = lm::kUnknown;  ///< of a whole token
};

bool is_one_blank(std::string_view between) {
  return between == " " || between == "\u00A0" || between == "\u2009" || between == "\u202F";
}

/// Returns true for small letters, capitals, or a capital and small letters.
bool has_one_case(std::u32string_view word) {
  const auto capitals = static_cast<std::size_t>(std::ranges::count_if(word, is_upper));
  return capitals == 0 || capitals == word.size() || (capitals == 1 && is_upper(word.front()));
}

bool is_numeral(std::u32string_view word) {
  return std::ranges::all_of(word, [](char32_t c) { return c == 'I' || c == 'V' || c == 'X'; });
}

bool has_marks(std::u32string_view word) {
  return std::ranges::any_of(word, [](char32_t c) { return fold(c) != to_lower(c); });
}

/// What is known of a spelling, whatever its line.
struct SpellingFacts {
  lm::WordId word = lm::kUnknown;
  bool has_marks = false;
  /// In a line with marks: unknown, rare, no syllable, or a single letter without marks.
  bool is_suspect = false;
  bool is_legal = false;  ///< a syllable, perhaps without its tone
  /// BlankLine::splits() for marked and unmarked lines, once computed.
  std::array<std::optional<bool>, 2> splits = {};
};

/// A token as a word of the line.
struct LineWord {
  std::u32string letters;          ///< as it stands; empty if it cannot be segmented
  lm::WordId word = lm::kUnknown;  ///< in the model
  bool is_after_blank = false;     ///< exactly one blank stands before it and after a word
  SpellingFacts* facts = nullptr;  ///< of `letters`
};

/// Looks up spellings, each once.
class SpellingReader {
 public:
  explicit SpellingReader(const Knowledge& knowledge) : knowledge_(knowledge) {}

  SpellingFacts& read(std::string_view seen) {
    const auto [known, is_new] = known_.try_emplace(seen);
    if (!is_new) return known->second;
    SpellingFacts& out = known->second;
    const std::u32string letters = to_utf32(seen);
    const std::string small = to_utf8(to_lower(letters));
    out.word = knowledge_.vocabulary.find(to_model_spelling(seen));
    out.has_marks = has_marks(letters);
    out.is_suspect = out.word == lm::kUnknown || (letters.size() == 1 && !out.has_marks) ||
                     knowledge_.model.unigram_log_prob(out.word) < kRareLogProb ||
                     !text::is_legal_toned_syllable(small);
    out.is_legal = is_bare_syllable(small);
    return out;
  }

  /// Returns true for a syllable, or for one without its diacritics: "truong". `word`: small
  /// letters.
  bool is_bare_syllable(const std::string& word) {
    const auto [known, is_new] = bare_syllables_.try_emplace(word);
    if (!is_new) return known->second;
    const FoldGroup group =
        knowledge_.vocabulary.words_with_fold(fold_word(to_model_spelling(word)));
    for (lm::WordId id = group.begin; id < group.end && !known->second; ++id)
      known->second = text::is_legal_toned_syllable(to_utf8(knowledge_.vocabulary.letters(id)));
    return known->second;
  }

  /// Returns true if a word of the line may be a part of a word, or several words. Fast.
  [[nodiscard]] bool has_suspects(std::string_view text, std::span<const Token> tokens) {
    bool is_marked = false, has_suspect = false, has_illegal = false;
    for (const Token& token : tokens) {
      if (token.kind != TokenKind::kWord || !token.is_plain) continue;
      if (token.is_locked || token.is_code_or_address) continue;
      const SpellingFacts& facts = read(slice(text, token.text));
      is_marked = is_marked || facts.has_marks;
      has_suspect = has_suspect || facts.is_suspect;
      has_illegal = has_illegal || !facts.is_legal;
    }
    return is_marked ? has_suspect : has_illegal;
  }

 private:
  const Knowledge& knowledge_;
  std::unordered_map<std::string_view, SpellingFacts> known_;
  std::unordered_map<std::string, bool> bare_syllables_;
};

/// One line of a text.
class BlankLine {
 public:
  BlankLine(const Knowledge& knowledge, std::string_view text, std::span<const Token> tokens,
            SpellingReader& spellings)
      : knowledge_(knowledge), spellings_(&spellings), text_(text), tokens_(tokens) {
    words_.reserve(tokens.size());
    for (std::size_t i = 0; i < tokens.size(); ++i) add_word(i);
  }

  /// Returns true if the blanks of a word may be wrong.
  bool find_suspects() {
    is_open_.assign(words_.size(), false);
    suspects_ = 0;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (!is_suspect(i) || !(joins(i) || splits(i))) continue;
      ++suspects_;
      const std::size_t last = std::min(words_.size(), i + kNearTokens + 1);
      for (std::size_t k = i - std::min(i, kNearTokens); k < last; ++k)
        is_open_[k] = !words_[k].letters.empty();
    }
    return suspects_ > 0;
  }

  /// Decodes the line. Precondition: find_suspects() returned true.
  void decode() {
    decode_open();
    if (gain_ < kUncertainLineNats) return;
    if (is_unmarked() && suspects_ * kMaxWordsPerSuspect < words_.size()) return;
    for (std::size_t i = 0; i < words_.size(); ++i) is_open_[i] = !words_[i].letters.empty();
    decode_open();
  }

  /// Returns log P(line | uncertain blanks) − log P(line | sure blanks), without their priors.
  [[nodiscard]] double gain() const { return gain_; }
  /// Writes the changes if the blanks of the line are uncertain. `cost`: the nats against that.
  void write(double cost, double min_confidence, text::Rewriter& out) const {
    const double torn = 1 / (1 + std::exp(cost - gain_));
    if (torn < kMinLinePosterior) return;
    const double least =
        std::max(is_unmarked() ? kMinUnmarkedPosterior : kMinPosterior, min_confidence);
    for (std::size_t i = 0; i < segments_.size();) {
      // A region ends where a word ends before and after.
      std::size_t end = i;
      double sure = 0;
      std::string after;
      bool has_changed = false;
      do {
        if (end > i) {
          has_changed = has_changed || units_[segments_[end].begin].before == Border::kInside;
          after += blank_before(segments_[end].begin);
        }
        after += letters_of(segments_[end], has_changed);
        sure += segments_[end].confidence * torn;
        ++end;
      } while (end < segments_.size() && units_[segments_[end].begin].before == Border::kInside);
      sure /= static_cast<double>(end - i);
      const ByteRange before{units_[segments_[i].begin].bytes.begin,
                             units_[segments_[end - 1].end - 1].bytes.end};
      // "MAUDANG" among words with marks may be anything.
      const bool is_bare_split =
          !is_unmarked() && !has_marks(to_utf32(after)) &&
          std::ranges::count(after, ' ') > std::ranges::count(slice(text_, before), ' ');
      if (has_changed && !is_bare_split && sure >= least)
        out.replace(before.begin, before.end, after, "blank", sure);
      i = end;
    }
  }

 private:
  void decode_open() {
    make_units();
    if (units_.size() > kMaxLineUnits) return;
    std::vector<WordArc> words, as_it_stands;
    for (std::size_t begin = 0; begin < units_.size(); ++begin) {
      add_arcs(begin, words);
      if (units_[begin].before == Border::kInside) continue;
      add_observed(begin, 0, as_it_stands);
    }
    const DecodedPath best = decode_word_lattice(knowledge_.model, words, units_.size());
    gain_ =
        best.log_prob - decode_word_lattice(knowledge_.model, as_it_stands, units_.size()).log_prob;
    segments_ = best.words;
    if (!is_vietnamese()) gain_ = 0;
  }

  void add_word(std::size_t i) {
    const Token& token = tokens_[i];
    LineWord word;
    if (token.kind == TokenKind::kBreak) word.word = lm::kBreak;
    if (token.kind == TokenKind::kNumber) word.word = lm::kNumber;
    if (token.kind == TokenKind::kWord && token.is_plain) {
      const std::string_view seen = slice(text_, token.text);
      word.facts = &spellings_->read(seen);
      word.word = word.facts->word;
      if (!token.is_locked && !token.is_code_or_address &&
          !is_in_code_chunk(text_, token.text.begin))
        word.letters = to_utf32(seen);
    }
    if (i > 0 && !word.letters.empty() && !words_.back().letters.empty()) {
      const std::uint32_t end = tokens_[i - 1].text.end;
      word.is_after_blank = is_one_blank(text_.substr(end, token.text.begin - end));
    }
    if (!word.letters.empty() && word.facts->has_marks) ++marked_;
    words_.push_back(std::move(word));
  }

  [[nodiscard]] bool is_unmarked() const { return marked_ == 0; }

  [[nodiscard]] bool is_legal(std::u32string_view letters) const {
    const std::string word = to_utf8(to_lower(letters));
    return is_unmarked() ? spellings_->is_bare_syllable(word) : text::is_legal_toned_syllable(word);
  }

  /// Returns true for a word that may be a part of a word, or several words.
  [[nodiscard]] bool is_suspect(std::size_t i) const {
    const LineWord& word = words_[i];
    if (word.letters.empty()) return false;
    return is_unmarked() ? !word.facts->is_legal : word.facts->is_suspect;
  }

  /// Returns true if the word and its neighbours are one syllable.
  [[nodiscard]] bool joins(std::size_t i) const {
    for (std::size_t begin = i; i - begin < kMaxSyllableLetters; --begin) {
      std::u32string joined = words_[begin].letters;
      for (std::size_t k = begin + 1; k < words_.size() && words_[k].is_after_blank; ++k) {
        joined += words_[k].letters;
        if (joined.size() > kMaxSyllableLetters) break;
        if (k >= i && is_syllable(joined)) return true;
        // A blank that moved: "đượ cphân".
        if (k >= i && joined.size() > words_[begin].letters.size() + 1) break;
      }
      if (begin == 0 || !words_[begin].is_after_blank) break;
    }
    return is_moved(i);
  }

  /// Returns true if the word and the next are syllables after their blank moves.
  [[nodiscard]] bool is_moved(std::size_t i) const {
    for (const std::size_t first : {i, i - 1}) {
      if (first + 1 >= words_.size() || !words_[first + 1].is_after_blank) continue;
      const std::u32string both = words_[first].letters + words_[first + 1].letters;
      for (std::size_t at = 1; at < both.size() && both.size() <= 2 * kMaxSyllableLetters; ++at) {
        if (at == words_[first].letters.size()) continue;  // as it stands
        if (is_syllable(both.substr(0, at)) && is_syllable(both.substr(at))) return true;
      }
    }
    return false;
  }

  /// Returns true if the word can be cut into syllables. In a long word, a quarter of the letters
  /// may be other words.
  [[nodiscard]] bool splits(std::size_t i) const {
    std::optional<bool>& known = words_[i].facts->splits.at(is_unmarked() ? 1 : 0);
    if (!known) known = compute_splits(i);
    return *known;
  }

  [[nodiscard]] bool compute_splits(std::size_t i) const {
    constexpr std::size_t kMinLongLetters = 12, kLettersPerOther = 4;
    const std::u32string& word = words_[i].letters;
    if (words_[i].word != lm::kUnknown || word.size() < 3) return false;
    std::vector<std::size_t> others(word.size() + 1, word.size());  // the fewest up to a place
    others[0] = 0;
    for (std::size_t begin = 0; begin < word.size(); ++begin) {
      others[begin + 1] = std::min(others[begin + 1], others[begin] + 1);
      const std::size_t last = std::min(word.size(), begin + kMaxSyllableLetters);
      for (std::size_t end = begin + 1; end <= last; ++end) {
        if (others[begin] < others[end] && may_be_part(word.substr(begin, end - begin)))
          others[end] = others[begin];
      }
    }
    return others.back() == 0 ||
           (word.size() >= kMinLongLetters && others.back() * kLettersPerOther <= word.size());
  }

  [[nodiscard]] bool may_be_part(const std::u32string& letters) const {
    return is_syllable(letters) || is_known_abbreviation(letters);
  }

  /// Returns true for abbreviations and Roman numerals.
  [[nodiscard]] bool is_known_abbreviation(const std::u32string& letters) const {
    return letters.size() > 1 && are_all_upper(letters) &&
           (is_numeral(letters) || knowledge_.protected_words.contains(to_utf8(letters)));
  }

  /// Returns true for a syllable of the model.
  [[nodiscard]] bool is_syllable(const std::u32string& letters) const {
    if (!has_one_case(letters) || !is_legal(letters)) return false;
    const std::string spelling = to_model_spelling(to_utf8(letters));
    if (knowledge_.vocabulary.find(spelling) != lm::kUnknown) return true;
    const FoldGroup group =
        is_unmarked() ? knowledge_.vocabulary.words_with_fold(fold_word(spelling)) : FoldGroup{};
    return group.begin != group.end;
  }

  /// Returns, by token, whether it is open or its language model context is.
  [[nodiscard]] std::vector<bool> near_open() const {
    std::vector<bool> out(words_.size());
    std::size_t last = 0;  // one after the last open token
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (is_open_[i]) {
        last = i + 1;
        for (std::size_t k = i - std::min(i, kContextTokens); k < i; ++k) out[k] = true;
      }
      out[i] = last > 0 && i < last + kContextTokens;
    }
    return out;
  }

  void make_units() {
    units_.clear();
    const std::vector<bool> is_near = near_open();
    for (std::size_t i = 0; i < words_.size(); ++i) {
      const ByteRange bytes = tokens_[i].text;
      if (!is_near[i]) {
        if (units_.empty() || units_.back().word != lm::kBreak)
          units_.push_back({bytes, 0, false, Border::kFixed, lm::kBreak});
        continue;
      }
      if (!is_open_[i]) {
        if (words_[i].word == lm::kBreak && !units_.empty() && units_.back().word == lm::kBreak)
          continue;
        units_.push_back({bytes, 0, false, Border::kFixed, words_[i].word});
        continue;
      }
      std::uint32_t at = bytes.begin;
      for (std::size_t k = 0; k < words_[i].letters.size(); ++k) {
        const char32_t c = words_[i].letters[k];
        const auto end = static_cast<std::uint32_t>(at + to_utf8({&c, 1}).size());
        const bool is_joinable = words_[i].is_after_blank && is_open_[i - 1];
        const Border before = k > 0         ? Border::kInside
                              : is_joinable ? Border::kBlank
                                            : Border::kFixed;
        units_.push_back({{at, end}, to_lower(c), is_upper(c), before, words_[i].word});
        at = end;
      }
    }
  }

  /// Returns the word that stands at `begin` in the text.
  [[nodiscard]] WordArc observed(std::size_t begin) const {
    std::size_t end = begin + 1;
    while (end < units_.size() && units_[end].before == Border::kInside) ++end;
    return {begin, end, units_[begin].word, 0};
  }

  /// Adds the word that stands at `begin`; in a line without marks, also the words with its
  /// letters.
  void add_observed(std::size_t begin, float cost, std::vector<WordArc>& out) const {
    WordArc word = observed(begin);
    word.cost = cost + unknown_cost(word);
    out.push_back(word);
    if (!is_unmarked() || units_[begin].letter == 0) return;
    std::u32string letters;
    for (std::size_t at = word.begin; at < word.end; ++at)
      letters += units_[at].is_capital ? to_upper(units_[at].letter) : units_[at].letter;
    add_words(word.begin, word.end, letters, cost, out);
  }

  [[nodiscard]] float unknown_cost(const WordArc& word) const {
    if (word.word != lm::kUnknown || units_[word.begin].letter == 0) return 0;
    const std::size_t letters = word.end - word.begin;
    return kUnknownWordCost + kUnknownLetterCost * static_cast<float>(letters) +
           kFurtherLetterCost * static_cast<float>(letters - std::min(letters, kMaxUsualLetters));
  }

  /// Returns the cost of a word border before unit `at`.
  [[nodiscard]] float border_cost(std::size_t at) const {
    switch (units_[at].before) {
      case Border::kFixed:
        return 0;
      case Border::kBlank:
        return kKeptBlankCost;
      case Border::kInside:
        return kLostBlankCost;
    }
    return 0;
  }

  void add_arcs(std::size_t begin, std::vector<WordArc>& out) const {
    if (units_[begin].before != Border::kInside) add_observed(begin, border_cost(begin), out);
    std::u32string letters;
    float cost = border_cost(begin);
    bool has_gained = false;
    for (std::size_t end = begin; end < units_.size(); ++end) {
      const Unit& unit = units_[end];
      if (unit.letter == 0 || (end > begin && unit.before == Border::kFixed)) return;
      if (end - begin >= kMaxUnknownLetters) return;
      if (end > begin && unit.before == Border::kBlank) {
        cost += kGainedBlankCost;
        has_gained = true;
      }
      letters += unit.is_capital ? to_upper(unit.letter) : unit.letter;
      const bool is_as_seen =
          !has_gained && units_[begin].before != Border::kInside &&
          (end + 1 == units_.size() || units_[end + 1].before != Border::kInside);
      if (is_as_seen) continue;
      if (is_spaced_abbreviation(begin, end + 1)) {
        out.push_back({begin, end + 1, lm::kUnknown,
                       cost + kUnknownWordCost +
                           kAbbreviationLetterCost * static_cast<float>(end + 1 - begin)});
      }
      if (end - begin < kMaxSyllableLetters) add_words(begin, end + 1, letters, cost, out);
      if (!has_gained) add_part(begin, end + 1, letters, cost, out);
    }
  }

  /// Returns true for three capitals or more without marks, each of which is a token: "H S D T".
  [[nodiscard]] bool is_spaced_abbreviation(std::size_t begin, std::size_t end) const {
    constexpr std::size_t kMinCapitals = 3;
    if (end - begin < kMinCapitals ||
        (end < units_.size() && units_[end].before == Border::kInside))
      return false;
    return std::ranges::all_of(std::span(units_).subspan(begin, end - begin), [](const Unit& unit) {
      const bool is_bare = unit.letter < 0x80 || unit.letter == U'đ';
      return unit.is_capital && is_bare && unit.before != Border::kInside;
    });
  }

  /// Adds a part of a token that is no syllable.
  void add_part(std::size_t begin, std::size_t end, const std::u32string& letters, float cost,
                std::vector<WordArc>& out) const {
    if (!has_one_case(letters) || is_syllable(letters)) return;
    WordArc word{begin, end, knowledge_.vocabulary.find(to_model_spelling(to_utf8(letters))),
                 cost + kPartCost};
    word.cost += unknown_cost(word);
    out.push_back(word);
  }

  void add_words(std::size_t begin, std::size_t end, const std::u32string& letters, float cost,
                 std::vector<WordArc>& out) const {
    if (is_known_abbreviation(letters)) {
      const std::string spelling = to_model_spelling(to_utf8(letters));
      out.push_back({begin, end, knowledge_.vocabulary.find(spelling), cost});
      return;
    }
    if (!is_syllable(letters)) return;
    const std::string spelling = to_model_spelling(to_utf8(letters));
    const lm::WordId word = knowledge_.vocabulary.find(spelling);
    if (!is_unmarked()) {
      out.push_back({begin, end, word, cost});
      return;
    }
    const FoldGroup group = knowledge_.vocabulary.words_with_fold(fold_word(spelling));
    std::vector<lm::WordId> likely;
    for (lm::WordId one = group.begin; one < group.end; ++one) likely.push_back(one);
    const std::size_t most = std::min(kMaxFoldWords, likely.size());
    std::ranges::partial_sort(likely, likely.begin() + static_cast<std::ptrdiff_t>(most),
                              [&](lm::WordId a, lm::WordId b) {
                                return knowledge_.model.unigram_log_prob(a) >
                                       knowledge_.model.unigram_log_prob(b);
                              });
    for (std::size_t i = 0; i < most; ++i) out.push_back({begin, end, likely[i], cost});
  }

  /// Returns true if most letters of the decoded line are those of syllables, or if most new words
  /// have diacritics.
  [[nodiscard]] bool is_vietnamese() const {
    constexpr std::size_t kMinLegalTenths = 7;
    std::size_t letters = 0, legal = 0, changed = 0, marked = 0;
    for (const PathWord& segment : segments_) {
      if (units_[segment.begin].letter == 0) continue;
      const std::size_t size = segment.end - segment.begin;
      bool is_new = units_[segment.begin].before == Border::kInside;
      const std::u32string word = to_utf32(letters_of(segment, is_new));
      letters += size;
      if (is_legal(word)) legal += size;
      if (!is_new) continue;
      ++changed;
      if (has_marks(word)) ++marked;
    }
    return legal * 10 >= letters * kMinLegalTenths || 2 * marked >= changed;
  }

  /// Returns the text of a segment without its blanks. Sets `has_changed` if it had some.
  [[nodiscard]] std::string letters_of(const PathWord& segment, bool& has_changed) const {
    std::string out;
    for (std::size_t i = segment.begin; i < segment.end; ++i) {
      if (i > segment.begin && units_[i].before == Border::kBlank) has_changed = true;
      out += slice(text_, units_[i].bytes);
    }
    return out;
  }

  /// Returns the blank before a unit: as it stands, or a new one.
  [[nodiscard]] std::string_view blank_before(std::size_t unit) const {
    if (units_[unit].before == Border::kInside) return " ";
    return text_.substr(units_[unit - 1].bytes.end,
                        units_[unit].bytes.begin - units_[unit - 1].bytes.end);
  }

  const Knowledge& knowledge_;
  SpellingReader* spellings_;
  std::string_view text_;
  std::span<const Token> tokens_;
  std::vector<LineWord> words_;  ///< by token
  std::vector<bool> is_open_;    ///< by token: its blanks may be wrong
  std::size_t marked_ = 0;       ///< words with diacritics
  std::size_t suspects_ = 0;     ///< words whose blanks may be wrong
  std::vector<Unit> units_;
  std::vector<PathWord> segments_;
  double gain_ = 0;
};

}  // namespace

namespace {

/// Returns true for a text with diacritics that lost the letters of Unicode's Vietnamese block. Its
/// words are no evidence for blanks; decode/line_damage.h repairs them.
bool has_lost_letters(std::string_view text) {
  constexpr std::size_t kMinBytes = 300;
  const auto has = [&](std::string_view letter) { return text.find(letter) != text.npos; };
  return text.size() >= kMinBytes && !has("\xE1\xBA") && !has("\xE1\xBB") &&
         (has("\xC3") || has("\xC4\x91"));
}

}  // namespace

text::RewrittenText correct_blanks(const Knowledge& knowledge, std::string_view text,
                                   std::span<const Token> tokens, double min_confidence) {
  if (has_lost_letters(text)) return {std::string(text), {}};
  SpellingReader spellings(knowledge);
  std::vector<BlankLine> found;
  std::size_t lines = 0;
  double torn = 0;
  for (std::size_t begin = 0; begin < tokens.size();) {
    std::size_t end = begin;
    while (end < tokens.size() && !ends_line(tokens[end])) ++end;
    if (end > begin) {
      ++lines;
      const std::span<const Token> of_line = tokens.subspan(begin, end - begin);
      if (spellings.has_suspects(text, of_line)) {
        BlankLine line(knowledge, text, of_line, spellings);
        if (line.find_suspects()) {
          line.decode();
          torn += 1 / (1 + std::exp(kUncertainLineNats - line.gain()));
          if (line.gain() > 0) found.push_back(std::move(line));
        }
      }
    }
    begin = end + 1;
  }
  // The share of such lines, with a prior of one line in 160,000.
  const double share = (torn + std::exp(-kUncertainLineNats)) / static_cast<double>(lines + 1);
  const double cost = std::clamp(-std::log(share), kMinUncertainLineNats, kUncertainLineNats);
  text::Rewriter out(text, "ocr_restore");
  for (const BlankLine& line : found) line.write(cost, min_confidence, out);
  return std::move(out).finish();
}

}  // namespace codau::restore
