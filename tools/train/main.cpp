// codau-train: makes models/ and the dictionaries of data/ from a corpus folder.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cerrno>
#include <charconv>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include "core/error.h"
#include "train/channel_training.h"
#include "train/context_training.h"
#include "train/model_writer.h"

namespace codau::train {
namespace {

struct Options {
  std::string corpus, pairs, models = "models", data = "data";
  std::vector<std::string> weights;
  std::size_t lines = 0, memory_mib = 2048;
  bool as_is = false;
  CountOptions count;
  EstimateOptions estimate;
  ContextOptions context;
};

/// Weights by domain, in the order of `files`. Throws Error{kUsage} for "NAME=NUMBER" that is none.
std::vector<double> weights_of(const std::vector<CorpusFile>& files,
                               const std::vector<std::string>& given) {
  std::vector<double> out(files.size(), 1);
  for (const std::string& one : given) {
    const std::size_t sign = one.find('=');
    const auto file = std::find_if(files.begin(), files.end(), [&](const CorpusFile& f) {
      return f.domain == one.substr(0, sign);
    });
    double weight = 0;
    const char* end = one.data() + one.size();
    if (sign == one.npos || file == files.end() ||
        std::from_chars(one.data() + sign + 1, end, weight).ptr != end || !(weight > 0)) {
      throw Error(ErrorCode::kUsage, "--weight " + one +
                                         both(": phải là MIỀN=SỐ của một tệp trong kho ngữ liệu",
                                              ": DOMAIN=NUMBER of a file of the corpus"));
    }
    out[static_cast<std::size_t>(file - files.begin())] = weight;
  }
  return out;
}

void write_words(const Vocabulary& vocabulary, const std::vector<CorpusFile>& files,
                 const std::string& path) {
  std::ofstream out(path, std::ios::trunc);
  out << "# Words of the language model with their counts by domain; made by codau-train "
         "(statistics, no text).\nword";
  for (const CorpusFile& file : files) out << '\t' << file.domain;
  out << '\n';
  for (std::size_t i = lm::kFirstWord; i < vocabulary.words.size(); ++i) {
    out << vocabulary.words[i];
    for (const auto& domain : vocabulary.frequency) out << '\t' << domain[i];
    out << '\n';
  }
  if (!out.flush()) throw make_write_error(path, errno);
}

void make_channels(const Options& options) {
  std::map<std::string, ChannelTable> channels;
  for (const auto& [name, pairs] : read_pairs(options.pairs)) {
    channels[name] = learn_channel(pairs);
    std::cerr << pairs.size() << " words read as " << name << '\n';
  }
  channels["dropped_letters"] = dropped_letters();
  write_channels(channels, options.models + "/channels.tsv");
}

void make_context_model(const Options& options, const std::vector<CorpusFile>& files,
                        const Vocabulary& vocabulary) {
  ContextText text;
  Cleaner cleaner;
  for (const CorpusFile& file : files) {
    read_context(cleaned(lines_of(file.path, options.lines), cleaner, file.domain, options.as_is),
                 vocabulary, text);
  }
  train_context(text, vocabulary, options.context, options.models + "/context.nn",
                [](const std::string& line) { std::cerr << line << '\n'; });
}

void make_language_model(const Options& options, const std::vector<CorpusFile>& files) {
  CountOptions count = options.count;
  count.memory = options.memory_mib << 20U;
  count.weights = weights_of(files, options.weights);
  Corpus corpus(count.scratch);
  Cleaner cleaner;
  for (const CorpusFile& file : files) {
    corpus.read(cleaned(lines_of(file.path, options.lines), cleaner, file.domain, options.as_is));
  }
  cleaner.write_report(options.data + "/corpus.md");
  const Vocabulary vocabulary = choose_words(corpus);
  std::cerr << corpus.text.size() << " tokens, " << vocabulary.words.size() << " words\n";
  Text text = in_ids(corpus, vocabulary, count.scratch);
  corpus = Corpus(count.scratch);
  write_words(vocabulary, files, options.data + "/words.tsv");
  make_context_model(options, files, vocabulary);
  const NGrams model =
      estimate(count_ngrams(text, vocabulary.words.size(), count), vocabulary, options.estimate);
  for (const Level& level : model.levels) {
    std::cerr << std::count(level.kept.begin(), level.kept.end(), true) << " of "
              << level.kept.size() << " n-grams kept\n";
  }
  write_model(model, vocabulary, options.models + "/syllables.lm");
}

}  // namespace
}  // namespace codau::train

int main(int argc, char** argv) {
  codau::train::Options options;
  CLI::App app{
      "Makes models/ and the dictionaries of data/ from a corpus folder.\n"
      "Example: codau-train --corpus ../shared/corpus --pairs build/pairs.tsv"};
  app.add_option("--corpus", options.corpus,
                 "folder of *.txt and *.txt.xz, each a domain; dev.* and test.*\n"
                 "are left out");
  app.add_option("--pairs", options.pairs, "pairs of tools/train/make_pairs, for the channels");
  app.add_option("--models", options.models, "where the models go");
  app.add_option("--data", options.data, "where the dictionaries go");
  app.add_option("--bytes", options.estimate.model_bytes, "size of the language model");
  app.add_option("--plain-weight", options.estimate.plain_weight,
                 "weight of log P(word) beside log P(word | fold) in pruning");
  app.add_option("--hidden", options.context.hidden,
                 "hidden units of the context model, a multiple of 64");
  app.add_option("--log-rows", options.context.log_rows,
                 "log2 of the rows of n-grams of the context model");
  app.add_option("--epochs", options.context.epochs,
                 "readings of the corpus by the context model; 0: it knows nothing");
  app.add_option("--order", options.count.order, "longest n-grams")->check(CLI::Range(2, 5));
  app.add_option("--least", options.count.least, "by order: n-grams seen so often are held");
  app.add_option("--weight", options.weights,
                 "DOMAIN=NUMBER: its n-grams count so often; 1 where none is given");
  app.add_flag(
      "--as-is", options.as_is,
      "the corpus is clean: train on all its lines as they are; data/corpus.md still says\n"
      "what would be left out");
  app.add_option("--memory", options.memory_mib, "MiB for counting n-grams; the rest on disk");
  app.add_option("--scratch", options.count.scratch, "folder for temporary files");
  app.add_option("--lines", options.lines, "read only so many lines of each file (for trials)");
  CLI11_PARSE(app, argc, argv);
  try {
    if (!options.pairs.empty()) codau::train::make_channels(options);
    if (!options.corpus.empty()) {
      codau::train::make_language_model(options, codau::train::corpus_files(options.corpus));
    }
  } catch (const codau::Error& error) {
    std::cerr << "codau-train: " << error.what() << '\n';
    return static_cast<int>(error.code());
  }
  return 0;
}
