#include "ocr/secrecy.h"

#include <algorithm>
#include <string>
#include <utility>

#include "image/pixels.h"
#include "image/stamps.h"
#include "ocr/reading.h"

namespace codau::ocr {
namespace {

std::string words_of(const Lines& lines) {
  std::string out;
  for (const ReadLine& line : lines) {
    if (!out.empty()) out += ' ';
    out += text_of(line);
  }
  return out;
}

}  // namespace

std::vector<StampReading> read_stamps(Engine& engine, const image::PageImage& page,
                                      std::int32_t degrees) {
  std::vector<StampReading> out;
  for (image::Stamp& stamp : image::find_stamps(page, degrees)) {
    const Lines lines =
        engine.read(stamp.picture.get(), image::whole(stamp.picture.get()), stamp.dpi, Mode::kLine);
    StampReading reading{std::move(stamp.picture), stamp.box,
                         stamp.coloured,           stamp.framed,
                         words_of(lines),          confidence_of(lines)};
    reading.mark = text::secrecy_of_stamp(reading.text);
    out.push_back(std::move(reading));
  }
  return out;
}

text::SecrecyMark stamped_secrecy(Engine& engine, const image::PageImage& page,
                                  std::int32_t degrees) {
  text::SecrecyMark found = text::SecrecyMark::kNone;
  for (const StampReading& reading : read_stamps(engine, page, degrees)) {
    found = std::max(found, reading.mark);
  }
  return found;
}

}  // namespace codau::ocr
