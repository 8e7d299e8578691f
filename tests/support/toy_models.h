// tests/support/toy_models.h — models in the real format, trained at test time on a few sentences.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "train/channel_training.h"
#include "train/context_training.h"
#include "train/model_writer.h"
#include "train/ngrams.h"

namespace codau::testing {

inline const std::vector<std::string>& toy_sentences() {
  static const std::vector<std::string> kSentences{
      "Ủy ban nhân dân tỉnh ban hành kế hoạch cải cách hành chính.",
      "Kế hoạch này được Ủy ban nhân dân thành phố phê duyệt; các sở thực hiện.",
      "Các cơ quan, đơn vị tổ chức thực hiện kế hoạch trong năm 2023.",
      "Hội đồng nhân dân tỉnh giám sát việc thực hiện nhiệm vụ của các sở.",
      "Nâng cao chất lượng phục vụ người dân và doanh nghiệp.",
      "Công dân nộp hồ sơ tại bộ phận một cửa của xã.",
      "Cán bộ của xã cần hướng dẫn người dân.",
      "Cán bộ của xã hướng dẫn người dân ở xã.",
      "Số hóa hồ sơ là nhiệm vụ của các đơn vị, các xã và các phường."};
  return kSentences;
}

inline train::Lines toy_lines() {
  return [](const auto& take) {
    for (const std::string& s : toy_sentences()) take(s);
  };
}

struct ToyModel {
  train::Vocabulary vocabulary;
  std::vector<lm::WordId> text;
  train::NGrams ngrams;
};

inline ToyModel toy_model(std::size_t model_bytes = 1U << 20U,
                          const train::Lines& lines = toy_lines()) {
  train::Corpus corpus;
  corpus.read(lines);
  ToyModel out;
  out.vocabulary = train::choose_words(corpus, {1, 1});
  train::Text text = train::in_ids(corpus, out.vocabulary);
  train::Spool<lm::WordId>::Reader ids(text.ids);
  for (lm::WordId id = 0; ids.next(id);) out.text.push_back(id);
  train::CountOptions options;
  options.order = lm::kMaxOrder;
  options.least.fill(1);
  out.ngrams = train::estimate(train::count_ngrams(text, out.vocabulary.words.size(), options),
                               out.vocabulary, {model_bytes, 0.1});
  return out;
}

/// A folder that Restorer accepts.
inline void write_toy_models(const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  const ToyModel toy = toy_model();
  train::write_model(toy.ngrams, toy.vocabulary, (folder / "syllables.lm").string());
  train::ContextText text;
  train::read_context(toy_lines(), toy.vocabulary, text);
  train::train_context(text, toy.vocabulary, {64, 8, 20, 0.1F}, (folder / "context.nn").string(),
                       [](const std::string&) {});
  const std::vector<train::Pair> pairs{
      {"kế", "ké"},     {"số", "s6"},       {"xã", "x4"},       {"của", "ctia"},
      {"các", "cac"},   {"lập", "1ap"},     {"chính", "chinh"}, {"ủy", "uy"},
      {"hiện", "hién"}, {"thực", "thuc"},   {"hoạch", "hoach"}, {"quan", "quan"},
      {"nhân", "nhan"}, {"dân", "dan"},     {"đơn", "don"},     {"vị", "vi"},
      {"giám", "giam"}, {"phòng", "phong"}, {"trong", "trong"}, {"năm", "nam"}};
  std::vector<train::Pair> near_clean{{"của", "cùa"}};
  for (const char* word : {"kế", "hoạch", "của", "các", "xã", "tỉnh", "dân"}) {
    near_clean.insert(near_clean.end(), 5, {word, word});
  }
  train::write_channels({{"latin_ocr", train::learn_channel(pairs)},
                         {"viet_ocr", train::learn_channel(near_clean)},
                         {"dropped_letters", train::dropped_letters()}},
                        (folder / "channels.tsv").string());
  std::ofstream(folder / "abbreviations.tsv") << "# toy\nHDND\tHĐND\ttext\t9\nQD\tQĐ\tcode\t9\n";
  std::ofstream(folder / "foreign_words.tsv") << "# toy\n50\tthe\n";
  std::ofstream(folder / "stray_signs.tsv") << "# toy\n.␣\ta\t40\t40\n␣~␣\tx\t40\t40\n";
  std::filesystem::create_directories(folder / "lexicon");
  std::ofstream(folder / "lexicon" / "toy.tsv")
      << "# toy\nTỉnh Dân Cửa\tplace\tprovince\nXã Cửa Số\tplace\tcommune\n"
         "Bộ phận một cửa\tagency\tunit\t\t\tlevel=unit\ntỉnh\tunit_word\tprovince\n"
         "xã\tunit_word\tcommune\nthôn\tunit_word\tvillage\nNguyễn\tfamily_name\t\t\t\ttelling\n"
         "đ/c\tperson_title\n"
         "Vũ\tfamily_name\t\t\t\ttelling\nAn\tfamily_name\t\t\t\tword\n";
  std::ofstream(folder / "protected_words.tsv") << "# none but\nUBND\nVT\nSO\n";
}

}  // namespace codau::testing
