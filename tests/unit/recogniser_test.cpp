#include <gtest/gtest.h>
#include <sys/resource.h>

#include <cmath>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "nn/model_file.h"
#include "recogniser/contrast.h"
#include "recogniser/ctc_decoder.h"
#include "recogniser/line_model.h"
#include "recogniser/line_model_file.h"
#include "recogniser/line_network.h"
#include "recogniser/tesseract_model.h"
#include "recogniser/traineddata.h"
#include "recogniser/word_list.h"

namespace codau::recogniser {
namespace {

template <class T>
void add(std::string& bytes, T number) {
  char raw[sizeof number];
  std::memcpy(raw, &number, sizeof number);
  bytes.append(raw, sizeof number);
}

/// A model file of these components.
std::string file_of(const std::map<std::size_t, std::string>& components) {
  constexpr std::uint32_t kCount = 24;
  std::string table, body;
  add(table, kCount);
  for (std::size_t i = 0; i < kCount; ++i) {
    const auto found = components.find(i);
    const std::size_t start = sizeof kCount + kCount * sizeof(std::int64_t) + body.size();
    add(table, found == components.end() ? std::int64_t{-1} : static_cast<std::int64_t>(start));
    if (found != components.end()) body += found->second;
  }
  return table + body;
}

struct Edge {
  std::uint64_t letter;
  bool is_last, ends_word;
  std::uint64_t next;
};
std::string graph_of(const std::vector<Edge>& edges) {
  std::string bytes;
  add(bytes, std::int16_t{42});
  add(bytes, std::uint32_t{4});  // letters: three bits
  add(bytes, static_cast<std::uint32_t>(edges.size()));
  for (const Edge& edge : edges) {
    add(bytes, edge.letter | std::uint64_t{edge.is_last} << 3U |
                   std::uint64_t{edge.ends_word} << 5U | edge.next << 6U);
  }
  return bytes;
}

const std::string kTexts = "4\nNULL 0\na 3 0\nế 3 0\nc 3 0\n";

TEST(WordList, SpellsEveryWayToTheEndOfAWord) {
  const std::string graph =
      graph_of({{1, false, false, 2}, {2, true, true, 0}, {2, false, true, 0}, {3, true, true, 0}});
  EXPECT_EQ(read_word_list(file_of({{19, graph}, {21, kTexts}})),
            (std::vector<std::string>{"aế", "ac", "ế"}));
}

TEST(WordList, AGraphThatLeadsBackToItselfEnds) {
  const std::string graph = graph_of({{1, false, true, 0}, {2, true, true, 1}});
  const auto words = read_word_list(file_of({{19, graph}, {21, kTexts}}));
  EXPECT_LT(words.size(), 100U);
  for (const std::string& word : words) EXPECT_LT(word.size(), 300U);
}

std::int64_t peak_mebibytes() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  return used.ru_maxrss / 1024;
}

TEST(WordList, WordsWithoutEndTakeLittleMemory) {
  const std::string graph =
      graph_of({{0, false, false, 1}, {1, false, true, 1}, {2, true, true, 1}});
  const std::int64_t before = peak_mebibytes();
  EXPECT_TRUE(
      read_word_list(file_of({{19, graph}, {21, "4\nNULL 0\naaaaaaaa 3 0\nbbbbbbbb 3 0\nc 3 0\n"}}))
          .empty());
  EXPECT_LT(peak_mebibytes() - before, 1024);  // sanitizers keep what is freed for a while
}

TEST(WordList, DamageGivesNoWords) {
  EXPECT_TRUE(read_word_list("").empty());
  EXPECT_TRUE(
      read_word_list(file_of({{19, graph_of({{7, true, true, 0}})}, {21, kTexts}})).empty());
  EXPECT_TRUE(read_word_list(file_of({{19, std::string("*\0\x04", 3)}, {21, kTexts}})).empty());
  EXPECT_TRUE(read_word_list(file_of({{21, kTexts}})).empty());
}

TEST(Contrast, InkIsDarkAndPaperLightWhateverTheScan) {
  const auto spread = [](std::uint8_t ink, std::uint8_t paper) {
    return normalise_contrast(std::vector<std::uint8_t>{paper, ink, paper, ink, paper, ink, paper},
                              7);
  };
  for (const auto& [ink, paper] :
       std::vector<std::pair<int, int>>{{0, 255}, {90, 200}, {130, 150}}) {
    const auto line = spread(static_cast<std::uint8_t>(ink), static_cast<std::uint8_t>(paper));
    EXPECT_LT(line[1], -110) << ink;
    EXPECT_GT(line[2], 110) << ink;
  }
  EXPECT_TRUE(normalise_contrast({}, 0).empty());
}

/// A layer as it is written, whatever it holds.
std::string layer_of(std::string_view type, const std::string& content) {
  std::string bytes(1, '\0');
  add(bytes, static_cast<std::uint32_t>(type.size()));
  bytes += type;
  bytes += std::string(2, '\0');                             // whether it is trained
  for (int i = 0; i < 5; ++i) add(bytes, std::uint32_t{0});  // flags, sizes, length of its name
  return bytes + content;
}
std::string stack_of(std::string_view type, const std::vector<std::string>& layers) {
  std::string content;
  add(content, static_cast<std::uint32_t>(layers.size()));
  for (const std::string& layer : layers) content += layer;
  return layer_of(type, content);
}
std::string numbers_of(const std::vector<std::int32_t>& numbers) {
  std::string bytes;
  for (const std::int32_t number : numbers) add(bytes, number);
  return bytes;
}

/// `mode`: of whole numbers of 8 bits, with scales of doubles.
std::string matrix_of(std::size_t outputs, std::size_t inputs, std::uint8_t mode = 1 | 128) {
  std::string bytes(1, static_cast<char>(mode));
  add(bytes, static_cast<std::int32_t>(outputs));
  add(bytes, static_cast<std::int32_t>(inputs + 1));
  bytes += std::string(1 + outputs * (inputs + 1), '\1');
  add(bytes, static_cast<std::uint32_t>(outputs));
  for (std::size_t i = 0; i < outputs; ++i) add(bytes, 0.5);
  return bytes;
}
std::string lstm_of(std::size_t inputs, std::size_t states) {
  std::string bytes = numbers_of({static_cast<std::int32_t>(inputs + states)});
  for (int gate = 0; gate < 4; ++gate) bytes += matrix_of(states, inputs + states);
  return bytes;
}

/// What a file says of the kind of its model.
struct Kind {
  std::string line = "LSTM";    ///< the layer along the line
  std::uint8_t mode = 1 | 128;  ///< of the weights of the last layer
  std::int32_t flags = 1 | 64;  ///< weights of 8 bits, classes by a table
  std::int32_t codes = 1;       ///< classes that a text takes
  std::int32_t blank = 4;
};

/// The smallest model that there is: five classes, of which the last is the blank of CTC.
std::string model_file_of(const Kind& kind) {
  std::string layers = stack_of(
      "Series",
      {layer_of("Input", numbers_of({1, 36, 0, 1, 0})), layer_of("Convolve", numbers_of({1, 1})),
       layer_of("Tanh", matrix_of(16, 9)), layer_of("Maxpool", numbers_of({3, 3})),
       stack_of("XYTranspose", {layer_of("SummLSTM", lstm_of(16, 16))}),
       layer_of(kind.line, lstm_of(16, 16)), layer_of("Softmax", matrix_of(5, 16, kind.mode))});
  layers += numbers_of({0, kind.flags, 1, 1, kind.blank});
  std::string codes = numbers_of({4});
  for (std::int32_t text = 0; text < 4; ++text) {
    codes += '\0';
    codes += numbers_of({kind.codes, text});
  }
  return file_of({{17, layers}, {21, kTexts}, {22, codes}});
}

TEST(ReadModel, SaysWhyThereIsNone) {
  const std::string sound = model_file_of({});
  const LineModelOrFault model = read_tesseract_model(sound);
  ASSERT_TRUE(model);
  EXPECT_EQ(model->height, 36U);
  EXPECT_EQ(model->texts, (std::vector<std::string>{" ", "a", "ế", "c", ""}));

  const auto fault_of = [](const std::string& file) {
    const LineModelOrFault read = read_tesseract_model(file);
    return read                                       ? std::string()
           : read.fault() == LineModelFault::kDamaged ? "damaged"
                                                      : "other kind";
  };
  for (const std::size_t length : {0U, 3U, 150U, 300U, 2000U})
    EXPECT_EQ(fault_of(sound.substr(0, length)), "damaged") << length;
  EXPECT_EQ(fault_of(sound.substr(0, sound.size() - 1)), "damaged");  // the table of classes is cut
  EXPECT_EQ(fault_of(model_file_of({.blank = 5})), "damaged");
  EXPECT_EQ(fault_of(file_of({{21, kTexts}})), "damaged");
  EXPECT_EQ(fault_of(model_file_of({.line = "GRU"})), "other kind");
  EXPECT_EQ(fault_of(model_file_of({.mode = 128})), "other kind");  // weights of doubles
  EXPECT_EQ(fault_of(model_file_of({.flags = 64})), "other kind");
  EXPECT_EQ(fault_of(model_file_of({.flags = 1})), "other kind");
  EXPECT_EQ(fault_of(model_file_of({.codes = 2})), "other kind");
}

TEST(Align, ALetterIsAsDoubtfulAsWhatIsSeenBesideIt) {
  // Classes: the blank between words, a, b and the blank of CTC.
  const auto of_a = [](const std::vector<float>& rows) {
    return std::exp(align_letters({4, rows}, 3, 0, rows.size() / 4, {1}).front().log_probability);
  };
  EXPECT_NEAR(of_a({0, 0.9F, 0.06F, 0.04F, 0, 0, 0, 1}), 0.9, 1e-6);
  EXPECT_NEAR(of_a({0, 0.9F, 0.06F, 0.04F, 0, 0, 0.7F, 0.3F}), 0.3, 1e-6);
  // What is white or the same letter once more is expected beside it.
  EXPECT_NEAR(of_a({0, 0.9F, 0.06F, 0.04F, 0.5F, 0.1F, 0, 0.4F}), 0.9, 1e-6);
  EXPECT_TRUE(align_letters({4, {0, 1, 0, 0}}, 3, 0, 1, {1, 2}).empty());
}

/// Returns the message of the Error{kModel} that reading a file gives; empty if it gives none.
std::string fault_of(const nn::ModelFile& file) {
  try {
    const auto parsed = nn::ModelFile::parse(file.serialise(), kLineModelKind, "a.net");
    static_cast<void>(LineNetwork(read_line_model(parsed)));
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kModel);
    return error.what();
  }
  return {};
}

TEST(LineModelFile, HoldsAModelOfTesseract) {
  LineModel model = *read_tesseract_model(model_file_of({}));
  model.words = {"kế", "KẾ"};
  const auto file =
      nn::ModelFile::parse(make_line_model_file(model).serialise(), kLineModelKind, "a");
  const LineModel same = read_line_model(file);
  EXPECT_EQ(same.height, 36U);
  EXPECT_EQ(same.pooling, 3U);
  EXPECT_EQ(same.blank, 4U);
  EXPECT_EQ(same.noise_seed, model.noise_seed);
  EXPECT_EQ(same.texts, model.texts);
  EXPECT_EQ(same.words, model.words);
  EXPECT_EQ(same.filter.weights, model.filter.weights);
  EXPECT_EQ(same.line[0].gates[2].weights, model.line[0].gates[2].weights);
  EXPECT_EQ(same.output.scales, model.output.scales);
  EXPECT_EQ(make_line_model_file(same).serialise(), make_line_model_file(model).serialise());
}

TEST(LineModelFile, OfASizeThatNoNetworkCanRunIsDamaged) {
  const LineModel sound = *read_tesseract_model(model_file_of({}));
  EXPECT_EQ(fault_of(make_line_model_file(sound)), "");
  const auto damage = [&sound](const auto& change) {
    LineModel model = sound;
    change(model);
    return fault_of(make_line_model_file(model));
  };
  const auto is_damage = [](const std::string& fault) {
    return fault.starts_with("a.net: is damaged; copy it again");
  };
  EXPECT_TRUE(is_damage(damage([](LineModel& model) { model.blank = 5; })));
  EXPECT_TRUE(is_damage(damage([](LineModel& model) { model.height = 0; })));
  EXPECT_TRUE(is_damage(damage([](LineModel& model) { model.height = 257; })));
  EXPECT_TRUE(is_damage(damage([](LineModel& model) { model.pooling = 0; })));
  EXPECT_TRUE(is_damage(damage([](LineModel& model) { model.line.clear(); })));
  EXPECT_TRUE(is_damage(damage([](LineModel& model) { model.texts.pop_back(); })));
  EXPECT_TRUE(is_damage(damage([](LineModel& model) { model.texts[0] = "a"; })));
  EXPECT_TRUE(is_damage(damage([](LineModel& model) { model.output.scales[1] = -1; })));
  EXPECT_TRUE(is_damage(damage([](LineModel& model) { model.output.scales[1] = NAN; })));
  EXPECT_TRUE(is_damage(damage([](LineModel& model) { model.line[0].inputs = 17; })));
}

TEST(LineModelFile, ModelsOfThisRepositoryAreRead) {
  const std::filesystem::path models = CODAU_ROOT "/models";
  const auto read = [&models](const char* name) {
    return read_line_model(nn::ModelFile::read(models / name, kLineModelKind));
  };
  const LineModel print = read("print.net"), second = read("print-second.net"),
                  hand = read("handwriting.net"), ordinals = read("ordinals.net");
  EXPECT_EQ(print.texts, second.texts);
  EXPECT_EQ(print.texts, hand.texts);
  EXPECT_GT(print.words.size(), 5000U);
  EXPECT_EQ(print.height, ordinals.height);
  // Training leaves the first layer as it was.
  EXPECT_EQ(print.filter.weights, hand.filter.weights);
  EXPECT_NE(print.output.weights, hand.output.weights);
}

}  // namespace
}  // namespace codau::recogniser
