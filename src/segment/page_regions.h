// segment/page_regions.h — corrects a page map by the shape of its regions. The network sees only
// some centimetres around a pixel; these rules see the whole page.
#pragma once

#include "segment/page_map.h"

namespace codau::image {

/// Gives each straight line one class, kStreak or kRuling. To the network, a scanner streak and a
/// ruling look the same, so a line may have both classes in parts. The line becomes a ruling in two
/// cases:
/// 1. The line has no more pixels of streaks than of rulings.
/// 2. Other lines meet it at both ends, as they meet the border of a table.
/// Law: no pixel loses both classes, and no other class changes.
void settle_lines(PageMap& map);

/// Removes kStamp from regions that cannot be a stamp. They are smaller than any stamp, or they
/// have neither colour nor a frame, so that nothing tells them from print. A region is a set of
/// pixels of stamps at most 2 mm apart. Argument `input` is make_network_input() of the page. Laws:
/// no pixel gets a class, and no other class changes.
void remove_unlikely_stamps(PageMap& map, const nn::ByteMap& input);

}  // namespace codau::image
