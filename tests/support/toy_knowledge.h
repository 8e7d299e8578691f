// tests/support/toy_knowledge.h — what the steps of restoration read, of the toy models.
#pragma once

#include <filesystem>
#include <string>
#include <unordered_set>
#include <vector>

#include "restore/lexicon/knowledge.h"
#include "text/lexicon.h"
#include "toy_models.h"

namespace codau::testing {

/// Everything that restoration reads, as write_toy_models() wrote it into `folder`.
class ToyKnowledge {
 public:
  explicit ToyKnowledge(const std::string& folder)
      : model_((folder + "/syllables.lm").c_str()),
        context_((folder + "/context.nn").c_str(), model_.size()),
        vocabulary_(model_),
        channels_(restore::read_channels(folder + "/channels.tsv")),
        abbreviations_(folder + "/abbreviations.tsv"),
        foreign_words_(folder + "/foreign_words.tsv"),
        names_(read_words(folder), vocabulary_),
        definition_words_(read_words(folder)) {}

  [[nodiscard]] restore::Knowledge all() const {
    return {model_,         context_,       vocabulary_, channels_,        no_such_words_,
            abbreviations_, foreign_words_, names_,      definition_words_};
  }

 private:
  static text::Lexicon read_words(const std::string& data) {
    const std::filesystem::path tables = data + "/lexicon";
    return text::Lexicon({&tables, 1});
  }

  lm::NgramModel model_;
  lm::ContextModel context_;
  restore::Vocabulary vocabulary_;
  std::vector<restore::Channel> channels_;
  std::unordered_set<std::string> no_such_words_;
  restore::Abbreviations abbreviations_;
  restore::ForeignWords foreign_words_;
  restore::KnownNames names_;
  restore::DefinitionWords definition_words_;
};

}  // namespace codau::testing
