"""Training samples: one picture taken from far or near, turned, in another light, by another camera.

Everything outside the picture is black, as the letterbox of the station leaves it.
"""
import cv2
import numpy as np
from torch.utils.data import Dataset
from pictures import any_colour, drawn, fractal, without_tongue

# The square's side in cells. The first parts of the training ran at 224: `use_side`.
SIDE = 288
# What hangs on the side, in its cells: how far a picture nearly as taken is moved, how much it is softened before it shrinks, how coarse
# the coarsest camera is and how blurred its picture.
SHIFT, SOFTENED, COARSE, BLUR = 13, 0.45, (80, 250), 2.5
LEVELS = (1, 2, 4)
# Share of the pictures turned by 180°.
UPSIDE_DOWN = 0.1


def use_side(side):
    global SIDE, SHIFT, SOFTENED, COARSE, BLUR
    if side == 224:
        SIDE, SHIFT, SOFTENED, COARSE, BLUR = 224, 10, 0.7, (64, 190), 2
    elif side != SIDE:
        raise SystemExit(f'a side of {side} cells is not provided for: 224 or 288')


class Sampler(Dataset):
    """Sample `index` is the same in every run with the same seed."""

    def __init__(self, images, masks, renders, faces, seed, length, plain=0.0):
        self.plain = plain
        self.pictures = [pyramid(i, m) for i, m in zip(images, masks)]
        self.renders = [pyramid(i, m) for i, m in renders]
        self.faces = faces
        self.seed = seed
        self.length = length

    def __len__(self):
        return self.length

    def __getitem__(self, index):
        cv2.setNumThreads(1)
        rng = np.random.default_rng((self.seed, index))
        kind = index % 16
        if kind < 11:
            return self.positive(rng, self.pictures)
        if kind == 11:
            return self.positive(rng, self.renders if rng.random() < 0.6 else self.pictures)
        return self.negative(rng, kind)

    def positive(self, rng, pictures):
        levels = pictures[rng.integers(len(pictures))]
        if self.plain and rng.random() < self.plain:
            return as_taken(levels, rng)
        upside_down = rng.random() < UPSIDE_DOWN
        image, mask, inside = take(levels, rng, upside_down)
        image = fill_outside(image, inside, self.background(rng), rng) if rng.random() < 0.75 else image * inside
        image = light(image, mask, rng)
        image, mask = frame(image, mask, rng)
        present = mask.mean() > 255 * 0.004
        return pack(image, mask, present, not upside_down, present)

    def negative(self, rng, kind):
        none = np.zeros((SIDE, SIDE), np.float32)
        if kind == 12:
            levels = self.pictures[rng.integers(len(self.pictures))]
            removed = without_tongue(levels[0][0], levels[0][1], rng)
            image, _, inside = take(pyramid(removed, levels[0][1]), rng, rng.random() < 0.1)
            image = fill_outside(image, inside, self.background(rng), rng)
        elif kind == 13:
            image = self.surroundings(rng)
        else:
            source = self.faces[rng.integers(len(self.faces))] if kind == 14 and rng.random() < 0.4 else drawn(rng)
            image = crop(source, rng)
        image = light(image, none, rng)
        image, _ = frame(image, none, rng)
        return pack(image, none, False, True, False)

    def surroundings(self, rng):
        """A part of a photograph that holds almost no tongue."""
        for _ in range(12):
            image, mask, _ = self.pictures[rng.integers(len(self.pictures))][0]
            side = int(rng.integers(60, 200))
            x, y = rng.integers(0, 400 - side, 2)
            if (mask[y:y + side, x:x + side] > 0).mean() < 0.004:
                part = cv2.resize(image[y:y + side, x:x + side], (SIDE, SIDE), interpolation=cv2.INTER_CUBIC)
                return np.rot90(part, int(rng.integers(4))).astype(np.float32)
        return crop(drawn(rng), rng)

    def background(self, rng):
        pick = rng.random()
        if pick < 0.35:
            return np.ones((SIDE, SIDE, 3), np.float32) * any_colour(rng).astype(np.float32)
        if pick < 0.6:
            image, mask, _ = self.pictures[rng.integers(len(self.pictures))][1]
            gone = np.where(cv2.dilate(mask, np.ones((5, 5), np.uint8))[..., None] > 0, any_colour(rng), image)
            back = cv2.resize(gone.astype(np.float32), (SIDE, SIDE))[::-1] * rng.uniform(0.3, 1.2)
            return back.astype(np.float32)
        return crop(drawn(rng), rng)


def pyramid(image, mask):
    """The picture at full, half and quarter size, averaged over areas."""
    levels = []
    for factor in LEVELS:
        size = (image.shape[1] // factor, image.shape[0] // factor)
        levels.append((cv2.resize(image, size, interpolation=cv2.INTER_AREA), cv2.resize(mask, size, interpolation=cv2.INTER_AREA),
                       factor))
    return levels


def take(levels, rng, upside_down):
    """Window of the picture: tight around the tongue, as it was taken, or from farther; turned and tilted a little."""
    image, mask, _ = levels[0]
    rows, columns = np.where(mask > 127)
    box = (columns.min(), rows.min(), columns.max() + 1, rows.max() + 1)
    centre = np.array([(box[0] + box[2]) / 2, (box[1] + box[3]) / 2])
    size = np.array([box[2] - box[0], box[3] - box[1]], np.float64)
    pick = rng.random()
    if pick < 0.5:
        half = size / 2 * rng.uniform(0.97, 1.35, 2)
        centre = centre + size * rng.uniform(-0.08, 0.08, 2)
    elif pick < 0.72:
        half = np.array(image.shape[1::-1]) / 2 * rng.uniform(0.75, 1.25)
        centre = np.array(image.shape[1::-1]) / 2 + rng.uniform(-40, 40, 2)
    else:
        half = np.max(size) * np.exp(rng.uniform(np.log(0.7), np.log(2.2))) * np.ones(2)
        centre = centre + half * rng.uniform(-0.45, 0.45, 2)
    half = half * np.exp(rng.uniform(-0.16, 0.16, 2))
    angle = np.clip(rng.normal(0, 0.2), -0.7, 0.7) + (np.pi if upside_down else 0)
    mirror = -1 if rng.random() < 0.5 else 1
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    longest = half.max()
    corners = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]], np.float64)
    source = (corners * half * [mirror, 1] + rng.uniform(-0.07, 0.07, (4, 2)) * longest) @ turn.T + centre
    extent = half / longest * SIDE / 2
    target = corners * extent + SIDE / 2
    factor = 2 * longest / SIDE
    level = 0 if factor < 1.5 else 1 if factor < 3 else 2
    image, mask, shrink = levels[level]
    matrix = cv2.getPerspectiveTransform(((source + 0.5) / shrink - 0.5).astype(np.float32), (target - 0.5).astype(np.float32))
    border = cv2.BORDER_REFLECT_101 if rng.random() < 0.3 else cv2.BORDER_CONSTANT
    picture = cv2.warpPerspective(image, matrix, (SIDE, SIDE), flags=cv2.INTER_LINEAR, borderMode=border).astype(np.float32)
    covered = cv2.warpPerspective(mask, matrix, (SIDE, SIDE), flags=cv2.INTER_LINEAR).astype(np.float32)
    if border == cv2.BORDER_REFLECT_101:
        # A mirrored tongue is no tongue that anybody labelled: keep the mirror only where it shows none.
        mirrored = cv2.warpPerspective(mask, matrix, (SIDE, SIDE), flags=cv2.INTER_LINEAR, borderMode=border).astype(np.float32)
        inside = cv2.warpPerspective(np.full(mask.shape, 255, np.uint8), matrix, (SIDE, SIDE)).astype(np.float32)
        keep = ((mirrored - covered) < 1).astype(np.float32)
        inside = np.maximum(inside / 255, keep)[..., None]
    else:
        full = np.full(mask.shape, 255, np.uint8)
        inside = (cv2.warpPerspective(full, matrix, (SIDE, SIDE)).astype(np.float32) / 255)[..., None]
    return picture, covered, inside


def as_taken(levels, rng):
    """Nearly the picture itself: the last part of the training learns how the outlines were drawn."""
    image, mask, _ = levels[0]
    angle, zoom = np.rad2deg(np.clip(rng.normal(0, 0.07), -0.2, 0.2)), SIDE / max(image.shape[:2]) * np.exp(rng.uniform(-0.12, 0.2))
    matrix = cv2.getRotationMatrix2D((image.shape[1] / 2 - 0.5, image.shape[0] / 2 - 0.5), angle, zoom)
    matrix[:, 2] += (SIDE - np.array(image.shape[1::-1])) / 2 + rng.uniform(-SHIFT, SHIFT, 2)
    if rng.random() < 0.5:
        matrix[0] = -matrix[0]
        matrix[0, 2] += SIDE - 1
    border = cv2.BORDER_CONSTANT
    blurred = cv2.GaussianBlur(image, (0, 0), SOFTENED)
    picture = cv2.warpAffine(blurred, matrix, (SIDE, SIDE), flags=cv2.INTER_LINEAR, borderMode=border).astype(np.float32)
    covered = cv2.warpAffine(mask, matrix, (SIDE, SIDE), flags=cv2.INTER_LINEAR, borderMode=border).astype(np.float32)
    unit = np.clip(picture / 255, 0, 1) ** np.exp(rng.normal(0, 0.1)) * np.exp(rng.normal(0, 0.05, 3)) * np.exp(rng.normal(0, 0.08))
    return pack(np.clip(unit, 0, 1) * 255, covered, True, True, True)


def fill_outside(image, inside, background, rng):
    soft = cv2.GaussianBlur(inside[..., 0], (0, 0), rng.uniform(0.5, 3))[..., None] * inside
    return image * soft + background * (1 - soft)


def crop(image, rng):
    side = int(min(image.shape[:2]) * rng.uniform(0.3, 1))
    y = int(rng.integers(0, image.shape[0] - side + 1))
    x = int(rng.integers(0, image.shape[1] - side + 1))
    part = cv2.resize(image[y:y + side, x:x + side], (SIDE, SIDE), interpolation=cv2.INTER_AREA)
    return (part[:, ::-1] if rng.random() < 0.5 else part).astype(np.float32)


def light(image, mask, rng):
    """Shine, shadow, colour of the light, exposure, saturation, lens, sensor and compression. 0-255 in and out."""
    if rng.random() < 0.45 and mask.max() > 0:
        image = shine(image, mask, rng)
    unit = np.clip(image / 255, 0, 1)
    if rng.random() < 0.4:
        unit = unit * (1 + rng.uniform(-0.5, 0.4) * (cv2.resize(fractal(rng, 64, 0.3), (SIDE, SIDE))[..., None] - 0.5))
    if rng.random() < 0.3:
        y, x = np.mgrid[-1:1:SIDE * 1j, -1:1:SIDE * 1j].astype(np.float32)
        far = (x - rng.uniform(-0.4, 0.4)) ** 2 + (y - rng.uniform(-0.4, 0.4)) ** 2
        unit = unit * np.clip(1 - rng.uniform(0.1, 0.45) * far, 0.05, 1)[..., None]
    unit = np.clip(unit, 0, 1) ** np.exp(rng.normal(0, 0.28))
    grey = unit.mean(2, keepdims=True)
    unit = grey + (unit - grey) * np.clip(rng.normal(1.05, 0.3), 0.25, 2)
    unit = unit * np.exp(rng.normal(0, 0.11, 3))
    if rng.random() < 0.3:
        unit = unit * (np.array([1.15, 1, 0.75]) ** rng.uniform(-1.3, 1.3))
    unit = (unit - 0.5) * np.exp(rng.normal(0, 0.18)) + 0.5 + rng.normal(0, 0.07)
    unit = unit * np.exp(rng.normal(0.05, 0.2))
    unit = np.clip(unit, 0, 1).astype(np.float32)
    return camera(unit, rng) * 255


def shine(image, mask, rng):
    """White spots on wet tissue, in loose groups."""
    rows, columns = np.where(mask > 127)
    if len(rows) == 0:
        return image
    layer = np.zeros((SIDE, SIDE), np.float32)
    extent = np.sqrt(len(rows))
    for _ in range(int(rng.integers(1, 5))):
        at = rng.integers(len(rows))
        for _ in range(int(rng.integers(2, 40))):
            place = (int(columns[at] + rng.normal(0, extent * 0.1)), int(rows[at] + rng.normal(0, extent * 0.07)))
            radius = extent * rng.uniform(0.003, 0.022)
            axes = (max(1, int(radius * rng.uniform(0.5, 2.5))), max(1, int(radius)))
            cv2.ellipse(layer, place, axes, float(rng.uniform(0, 180)), 0, 360, float(rng.uniform(0.3, 1)), -1, cv2.LINE_AA)
    layer = cv2.GaussianBlur(layer, (0, 0), rng.uniform(0.4, 2))[..., None] * (0.3 + 0.7 * mask[..., None] / 255)
    if rng.random() < 0.4:
        glow = cv2.GaussianBlur(layer[..., 0], (0, 0), rng.uniform(5, 14))[..., None]
        layer = np.clip(layer + glow * rng.uniform(0.5, 2.5), 0, 1)
    return image * (1 - layer) + 255 * layer


def camera(unit, rng):
    if rng.random() < 0.3:
        side = int(rng.integers(*COARSE))
        how = [cv2.INTER_LINEAR, cv2.INTER_CUBIC, cv2.INTER_NEAREST][rng.integers(3)]
        unit = cv2.resize(cv2.resize(unit, (side, side), interpolation=cv2.INTER_AREA), (SIDE, SIDE), interpolation=how)
    if rng.random() < 0.3:
        unit = cv2.GaussianBlur(unit, (0, 0), rng.uniform(0.3, BLUR))
    elif rng.random() < 0.15:
        unit = np.clip(unit + rng.uniform(0.3, 1.5) * (unit - cv2.GaussianBlur(unit, (0, 0), rng.uniform(0.8, 2))), 0, 1)
    if rng.random() < 0.1:
        length = int(rng.integers(3, 8))
        kernel = np.zeros((length, length), np.float32)
        cv2.line(kernel, (0, int(rng.integers(length))), (length - 1, int(rng.integers(length))), 1)
        unit = cv2.filter2D(unit, -1, kernel / kernel.sum())
    if rng.random() < 0.5:
        unit = unit + rng.normal(0, rng.uniform(0, 0.05), (SIDE, SIDE, 1 if rng.random() < 0.3 else 3)).astype(np.float32)
    unit = np.clip(unit, 0, 1)
    if rng.random() < 0.5:
        coded = cv2.imencode('.jpg', (unit * 255).astype(np.uint8), [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(18, 95))])[1]
        unit = cv2.imdecode(coded, cv2.IMREAD_COLOR).astype(np.float32) / 255
    return unit


def frame(image, mask, rng):
    """Letterbox: a picture of any shape on black."""
    if rng.random() < 0.45:
        return image, mask
    short = int(SIDE * rng.uniform(0.55, 1))
    first = (SIDE - short) // 2
    keep = slice(first, first + short)
    boxed, cut = np.zeros_like(image), np.zeros_like(mask)
    if rng.random() < 0.7:
        boxed[keep], cut[keep] = image[keep], mask[keep]
    else:
        boxed[:, keep], cut[:, keep] = image[:, keep], mask[:, keep]
    return boxed, cut


def pack(image, mask, present, upright, upright_known):
    planes = np.ascontiguousarray((image / 127.5 - 1).transpose(2, 0, 1), np.float32)
    answers = np.array([present, upright, upright_known], np.float32)
    return planes, (mask[None] / 255).astype(np.float32), answers
