// codau-train: makes models/ and the dictionaries of data/ from a corpus folder.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <memory>

#include "core/error.h"
#include "train/channel_training.h"
#include "train/context_training.h"
#include "train/model_writer.h"

namespace codau::train {
namespace {

struct Options {
  std::string corpus, pairs, models = "models", data = "data";
  std::size_t lines = 0;
  CountOptions count;
  EstimateOptions estimate;
  ContextOptions context;
};

/// The lines of an .xz file, decompressed by xz in a process of its own.
Lines lines_of(const std::string& path, std::size_t at_most) {
  return [path, at_most](const std::function<void(std::string_view)>& take) {
    const std::string command = "xz -dc -- '" + path + "'";
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(::popen(command.c_str(), "r"), ::pclose);
    if (!pipe) throw Error(ErrorCode::kInput, path + ": cannot start xz");
    std::string line;
    std::size_t done = 0;
    char buffer[65536];
    while (std::fgets(buffer, sizeof buffer, pipe.get()) != nullptr) {
      line += buffer;
      if (line.back() != '\n') continue;
      line.pop_back();
      take(line);
      line.clear();
      if (at_most > 0 && ++done >= at_most) return;
    }
  };
}

void write_words(const Vocabulary& vocabulary, const std::vector<std::string>& domains,
                 const std::string& path) {
  std::ofstream out(path, std::ios::trunc);
  out << "# Words of the language model with their counts by domain; made by codau-train "
         "(statistics, no text).\nword";
  for (const std::string& domain : domains) out << '\t' << domain;
  out << '\n';
  for (std::size_t i = lm::kFirstWord; i < vocabulary.words.size(); ++i) {
    out << vocabulary.words[i];
    for (const auto& domain : vocabulary.frequency) out << '\t' << domain[i];
    out << '\n';
  }
  if (!out.flush()) throw Error(ErrorCode::kOutput, path + ": cannot be written");
}

void make_channels(const Options& options) {
  std::map<std::string, ChannelTable> channels;
  for (const auto& [name, words] : read_pairs(options.pairs)) {
    channels[name] = learn_channel(words);
    std::cerr << words.size() << " words read as " << name << '\n';
  }
  channels["dropped_letters"] = dropped_letters();
  write_channels(channels, options.models + "/channels.tsv");
}

void make_context_model(const Options& options, const Vocabulary& vocabulary) {
  ContextText text;
  for (const char* name : {"/admin.txt.xz", "/general.txt.xz"}) {
    read_context(lines_of(options.corpus + name, options.lines), vocabulary, text);
  }
  train_context(text, vocabulary, options.context, options.models + "/context.nn",
                [](const std::string& line) { std::cerr << line << '\n'; });
}

void make_language_model(const Options& options) {
  Corpus corpus(options.count.scratch);
  corpus.read(lines_of(options.corpus + "/admin.txt.xz", options.lines));
  corpus.read(lines_of(options.corpus + "/general.txt.xz", options.lines));
  const Vocabulary vocabulary = choose_words(corpus);
  std::cerr << corpus.text.size() << " tokens, " << vocabulary.words.size() << " words\n";
  Text text = in_ids(corpus, vocabulary, options.count.scratch);
  corpus = Corpus(options.count.scratch);
  write_words(vocabulary, {"admin", "general"}, options.data + "/words.tsv");
  make_context_model(options, vocabulary);
  const NGrams model = estimate(count_ngrams(text, vocabulary.words.size(), options.count),
                                vocabulary, options.estimate);
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
  app.add_option("--corpus", options.corpus, "folder with admin.txt.xz and general.txt.xz");
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
  app.add_option("--weight", options.count.weights, "of the domains");
  app.add_option("--scratch", options.count.scratch, "folder for temporary files");
  app.add_option("--lines", options.lines, "read only so many lines of each file (for trials)");
  CLI11_PARSE(app, argc, argv);
  try {
    if (!options.pairs.empty()) codau::train::make_channels(options);
    if (!options.corpus.empty()) codau::train::make_language_model(options);
  } catch (const codau::Error& error) {
    std::cerr << "codau-train: " << error.what() << '\n';
    return static_cast<int>(error.code());
  }
  return 0;
}
