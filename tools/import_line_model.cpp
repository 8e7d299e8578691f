// codau_import_line_model: makes a line model of codau (recogniser/line_model_file.h) from a model
// of Tesseract, for developers.
//
//   codau_import_line_model NAME.traineddata OUT.net [--without-words]
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>

#include "core/error.h"
#include "io/atomic_file.h"
#include "recogniser/line_model_file.h"
#include "recogniser/tesseract_model.h"

int main(int argc, char** argv) {
  const bool has_words = argc == 3;
  if (!has_words && (argc != 4 || std::string_view(argv[3]) != "--without-words")) {
    std::cerr << "usage: codau_import_line_model NAME.traineddata OUT.net [--without-words]\n";
    return 2;
  }
  using namespace codau::recogniser;
  std::ifstream in(argv[1], std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  const LineModelOrFault found = read_tesseract_model(bytes);
  if (!found) {
    std::cerr << argv[1] << ": is damaged, or has a network of another kind\n";
    return 6;
  }
  LineModel model = *found;
  if (!has_words) model.words.clear();
  try {
    codau::io::write_atomically(argv[2], make_line_model_file(model).serialise());
  } catch (const codau::Error& error) {
    std::cerr << error.what() << '\n';
    return static_cast<int>(error.code());
  }
  return 0;
}
