// train/counts.h — from lines of text to a vocabulary and a text of word ids.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lm/ngram_format.h"
#include "train/corpus.h"
#include "train/ngrams.h"

namespace codau::train {

/// The words of a corpus, first seen first, and its text as numbers into them, on disk.
class Corpus {
 public:
  /// `scratch` is a folder for temporary files.
  explicit Corpus(const std::string& scratch = "/tmp");
  /// Reads all lines of one domain as the restorer would (restore/text/tokens.h).
  void read(const Lines& lines);

  std::vector<std::string> words;                     ///< the classes of lm/ngram_model.h first
  std::vector<std::vector<std::uint32_t>> frequency;  ///< by domain and word
  Spool<std::uint32_t> text;                          ///< kSentenceStart before each line
  std::vector<std::size_t> ends;                      ///< of the domains in `text`

 private:
  void read_line(std::string_view line);
  std::uint32_t number_of(const std::string& word);
  std::unordered_map<std::string, std::uint32_t> numbers_;
};

struct Vocabulary {
  std::vector<std::string> words;  ///< by WordId, sorted as lm/ngram_model.h says
  std::vector<std::string> folds;  ///< by WordId; empty for classes
  std::vector<std::vector<std::uint32_t>> frequency;  ///< by domain and WordId
};

struct VocabularyRule {
  std::uint32_t least_legal = 4;   ///< a well-formed syllable seen so often is a word
  std::uint32_t least_other = 20;  ///< any other run of letters
};

/// The frequent words of `corpus`, and its text in their ids.
[[nodiscard]] Vocabulary choose_words(const Corpus& corpus, const VocabularyRule& rule = {});
[[nodiscard]] Text in_ids(Corpus& corpus, const Vocabulary& vocabulary,
                          const std::string& scratch = "/tmp");

}  // namespace codau::train
