// recogniser/traineddata.h — reads the components of a model file of Tesseract (NAME.traineddata).
// All functions accept any bytes, and never read beyond them. `traineddata` is the whole file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "recogniser/line_model.h"

namespace codau::recogniser {

/// The components that codau reads. A value is the index of the component in the table of the file.
enum class TraineddataComponent : std::uint8_t {
  kLstm = 17,            ///< layers of the network, and the settings of its training
  kLstmSystemDawg = 19,  ///< the list of frequent words, as a word graph
  kLstmUnicharset = 21,  ///< the texts that the network can read: letters, signs, ligatures
  kLstmRecoder = 22      ///< the class of the network for each text
};

/// Returns the bytes of a component, which refer to `traineddata`. Empty if the component is
/// missing or does not lie in the file.
[[nodiscard]] std::string_view find_component(std::string_view traineddata,
                                              TraineddataComponent component);

/// Returns the texts of the component kLstmUnicharset, UTF-8, by their number in the file; the
/// space is " ". Returns an empty vector if the component is missing or damaged, or has more than
/// kMaxClasses texts (line_model.h).
[[nodiscard]] std::vector<std::string> read_unicharset(std::string_view traineddata);

}  // namespace codau::recogniser
