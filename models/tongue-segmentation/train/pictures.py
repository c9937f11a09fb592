"""Pictures that the training draws from: tongue741 with masks, its tongues painted away, own renders, and drawn negatives."""
import hashlib
import os
import cv2
import numpy as np

HELD_OUT = 90
# Found by perceptual hash (dhash 16x16): the one near-duplicate pair; both sides train.
HASH_SIDE = 16


def read(path):
    return cv2.cvtColor(cv2.imread(path, cv2.IMREAD_COLOR), cv2.COLOR_BGR2RGB)


def dhash(image):
    grey = cv2.resize(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), (HASH_SIDE + 1, HASH_SIDE), interpolation=cv2.INTER_AREA)
    return (grey[:, 1:] > grey[:, :-1]).ravel()


def split(names, images):
    """Held-out names: the first 90 by SHA-256 of the name, none of them nearly equal to another picture."""
    codes = np.array([dhash(image) for image in images], np.int8)
    distance = (codes[:, None, :] != codes[None, :, :]).sum(2)
    np.fill_diagonal(distance, 999)
    twins = {names[i] for i in np.where(distance.min(1) < 30)[0]}
    order = sorted(names, key=lambda name: hashlib.sha256(name.encode()).hexdigest())
    return [name for name in order if name not in twins][:HELD_OUT], sorted(twins)


def load_tongue741(folder):
    names = sorted(name[:-4] for name in os.listdir(f'{folder}/img'))
    images = [read(f'{folder}/img/{name}.jpg') for name in names]
    masks = [(cv2.imread(f'{folder}/mask/{name}.png', 0) > 0).astype(np.uint8) * 255 for name in names]
    return names, images, masks


def load_parts(folder):
    """Images and masks that train, those held out, the held-out names, and near duplicates."""
    names, images, masks = load_tongue741(folder)
    held, twins = split(names, images)

    def part(wanted):
        places = [names.index(name) for name in wanted]
        return [images[p] for p in places], [masks[p] for p in places]

    return part([name for name in names if name not in set(held)]), part(held), held, twins


def load_renders(folder):
    names = sorted(os.listdir(folder))
    with_mask = [n[:-9] for n in names if n.endswith('.mask.png')]
    tongues = [(read(f'{folder}/{n}.png'), cv2.imread(f'{folder}/{n}.mask.png', 0)) for n in with_mask]
    faces = [read(f'{folder}/{n}') for n in names if n.startswith('face-') and n.endswith('.png')]
    return tongues, faces


def without_tongue(image, mask, rng):
    """The tongue painted over: grown together from its surroundings, or the chin's skin, or a dark mouth, plus grain."""
    small = cv2.resize(image, (100, 100), interpolation=cv2.INTER_AREA)
    hole = cv2.dilate(cv2.resize(mask, (100, 100), interpolation=cv2.INTER_AREA), np.ones((5, 5), np.uint8))
    hole = ((hole > 20) * 255).astype(np.uint8)
    kind = rng.random()
    if kind < 0.6:
        filled = cv2.inpaint(small, hole, 7, cv2.INPAINT_TELEA)
    else:
        ring = cv2.dilate(hole, np.ones((13, 13), np.uint8)) > 0
        ring &= hole == 0
        ring[:30] = False
        pixels = small[ring]
        colour = np.median(pixels, 0) if len(pixels) > 10 else np.array([150.0, 100, 90])
        if kind > 0.85:
            colour = colour * 0.25
        filled = small.copy()
        filled[hole > 0] = colour.astype(np.uint8)
    side = image.shape[:2][::-1]
    big = cv2.GaussianBlur(cv2.resize(filled, side, interpolation=cv2.INTER_CUBIC), (0, 0), 3).astype(np.float32)
    coarse = rng.normal(0, 1, (50, 50, 1)).astype(np.float32)
    grain = cv2.resize(coarse, side, interpolation=cv2.INTER_CUBIC)[..., None] * rng.uniform(0, 6)
    grain = grain + rng.normal(0, rng.uniform(0, 5), big.shape).astype(np.float32)
    soft = cv2.GaussianBlur(cv2.dilate(mask, np.ones((9, 9), np.uint8)), (0, 0), 3).astype(np.float32)[..., None] / 255
    return np.clip(image * (1 - soft) + (big + grain) * soft, 0, 255).astype(np.uint8)


def fractal(rng, side=256, roughness=None):
    """Smooth-to-rough noise in [0, 1]."""
    roughness = rng.uniform(0.35, 0.8) if roughness is None else roughness
    total = np.zeros((side, side), np.float32)
    weight = 1.0
    cells = int(rng.integers(2, 6))
    while cells < side:
        layer = rng.normal(0, 1, (cells, cells)).astype(np.float32)
        total += weight * cv2.resize(layer, (side, side), interpolation=cv2.INTER_CUBIC)
        weight *= roughness
        cells *= 2
    total -= total.min()
    return total / max(1e-6, total.max())


SKIN = np.array([[224, 172, 145], [198, 140, 110], [170, 110, 85], [120, 75, 55], [235, 195, 175], [205, 150, 130]])
FLESH = np.array([[190, 95, 100], [165, 70, 75], [210, 130, 125], [150, 50, 50], [220, 90, 80], [200, 140, 120]])


def drawn(rng, side=256):
    """A picture without a tongue: texture, room, text, hand, food, closed mouth, plain colour."""
    kind = rng.choice(['texture', 'room', 'text', 'hand', 'food', 'lips', 'plain', 'gradient'])
    return globals()[f'draw_{kind}'](rng, side)


def tint(field, first, second):
    return (np.asarray(first, np.float32) * (1 - field[..., None]) + np.asarray(second, np.float32) * field[..., None])


def any_colour(rng):
    if rng.random() < 0.5:
        return rng.uniform(0, 255, 3)
    return (SKIN if rng.random() < 0.5 else FLESH)[rng.integers(6)] + rng.normal(0, 12, 3)


def finish(image):
    return np.clip(image, 0, 255).astype(np.uint8)


def draw_texture(rng, side):
    return finish(tint(fractal(rng, side), any_colour(rng), any_colour(rng)))


def draw_plain(rng, side):
    colour = any_colour(rng)
    return finish(np.ones((side, side, 3)) * colour + rng.normal(0, rng.uniform(0, 6), (side, side, 3)))


def draw_gradient(rng, side):
    y, x = np.mgrid[0:side, 0:side].astype(np.float32) / side
    angle = rng.uniform(0, 6.3)
    return finish(tint(np.clip(0.5 + (x - 0.5) * np.cos(angle) + (y - 0.5) * np.sin(angle), 0, 1), any_colour(rng), any_colour(rng)))


def draw_room(rng, side):
    image = draw_gradient(rng, side)
    for _ in range(int(rng.integers(5, 25))):
        x, y = rng.integers(-40, side, 2)
        w, h = rng.integers(10, side // 2, 2)
        colour = tuple(float(v) for v in any_colour(rng))
        if rng.random() < 0.75:
            cv2.rectangle(image, (int(x), int(y)), (int(x + w), int(y + h)), colour, -1 if rng.random() < 0.7 else 2)
        else:
            cv2.line(image, (int(x), int(y)), (int(x + w), int(y + h - 60)), colour, int(rng.integers(1, 8)))
    return finish(image * (0.7 + 0.6 * fractal(rng, side)[..., None]))


def draw_text(rng, side):
    paper = rng.uniform(180, 255, 3) if rng.random() < 0.7 else any_colour(rng)
    image = np.ones((side, side, 3), np.float32) * paper
    ink = tuple(float(v) for v in (rng.uniform(0, 90, 3) if rng.random() < 0.8 else any_colour(rng)))
    step = int(rng.integers(10, 30))
    for y in range(step, side, step):
        text = ''.join(chr(int(c)) for c in rng.integers(40, 122, int(rng.integers(3, 30))))
        cv2.putText(image, text, (int(rng.integers(0, 30)), y), int(rng.integers(0, 7)), step / 35, ink, int(rng.integers(1, 3)), cv2.LINE_AA)
    return finish(image)


def draw_hand(rng, side):
    image = draw_room(rng, side).astype(np.float32)
    tone = SKIN[rng.integers(6)] + rng.normal(0, 10, 3)
    shape = np.zeros((side, side), np.uint8)
    cx, cy = rng.integers(side // 3, 2 * side // 3, 2)
    palm = int(rng.integers(side // 8, side // 4))
    cv2.ellipse(shape, (int(cx), int(cy)), (palm, int(palm * rng.uniform(0.9, 1.4))), 0, 0, 360, 255, -1)
    turn = rng.uniform(0, 6.3)
    for finger in range(int(rng.integers(0, 6))):
        angle = turn + finger * rng.uniform(0.25, 0.45)
        length = palm * rng.uniform(1.2, 2.6)
        end = (int(cx + length * np.cos(angle)), int(cy + length * np.sin(angle)))
        cv2.line(shape, (int(cx), int(cy)), end, 255, int(palm * rng.uniform(0.3, 0.55)))
    alpha = cv2.GaussianBlur(shape, (0, 0), rng.uniform(0.5, 2)).astype(np.float32)[..., None] / 255
    shading = cv2.GaussianBlur(shape, (0, 0), palm / 3).astype(np.float32)[..., None] / 255
    skin = tone * (0.45 + 0.55 * shading) * (0.85 + 0.3 * fractal(rng, side)[..., None])
    return finish(image * (1 - alpha) + skin * alpha)


def draw_food(rng, side):
    """Many lumps in flesh and other colours: shapes like a tongue's, too, but no mouth around them."""
    image = draw_texture(rng, side).astype(np.float32)
    for _ in range(int(rng.integers(1, 14))):
        lump = np.zeros((side, side), np.uint8)
        centre = tuple(int(v) for v in rng.integers(0, side, 2))
        axes = tuple(int(v) for v in rng.integers(side // 14, side // 4, 2))
        cv2.ellipse(lump, centre, axes, float(rng.uniform(0, 180)), 0, 360, 255, -1)
        alpha = cv2.GaussianBlur(lump, (0, 0), rng.uniform(0.5, 2)).astype(np.float32)[..., None] / 255
        light = cv2.GaussianBlur(lump, (0, 0), min(axes) / 2).astype(np.float32)[..., None] / 255
        colour = tint(fractal(rng, side), any_colour(rng), any_colour(rng)) * (0.5 + 0.6 * light)
        image = image * (1 - alpha) + colour * alpha
    return finish(image)


def draw_lips(rng, side):
    """Skin with a closed mouth, sometimes with teeth, sometimes nostrils: lower face without a tongue."""
    tone = SKIN[rng.integers(6)] + rng.normal(0, 12, 3)
    image = tone * (0.75 + 0.4 * fractal(rng, side, 0.5)[..., None])
    cx, cy = side * rng.uniform(0.35, 0.65), side * rng.uniform(0.3, 0.7)
    wide, high = side * rng.uniform(0.12, 0.4), side * rng.uniform(0.03, 0.13)
    lips = np.zeros((side, side), np.uint8)
    t = np.linspace(0, np.pi, 40)
    upper = np.stack([cx + wide * np.cos(t), cy - high * np.sin(t) * (1 - 0.25 * np.exp(-((t - np.pi / 2) ** 2) / 0.05))], 1)
    lower = np.stack([cx - wide * np.cos(t), cy + high * rng.uniform(0.9, 1.6) * np.sin(t)], 1)
    cv2.fillPoly(lips, [np.concatenate([upper, lower]).astype(np.int32)], 255)
    alpha = cv2.GaussianBlur(lips, (0, 0), rng.uniform(1, 3)).astype(np.float32)[..., None] / 255
    red = (FLESH[rng.integers(6)] + rng.normal(0, 15, 3)) * (0.8 + 0.35 * fractal(rng, side)[..., None])
    image = image * (1 - alpha) + red * alpha
    image = image.astype(np.float32)
    if rng.random() < 0.35:
        inside = (upper * [1, 0.55] + [0, cy * 0.45]).astype(np.int32)
        bottom = (lower * [1, 0.55] + [0, cy * 0.45]).astype(np.int32)
        shade = tuple(float(v) for v in (np.array([235, 230, 215]) if rng.random() < 0.5 else np.array([45, 20, 20])))
        cv2.fillPoly(image, [np.concatenate([inside, bottom])], shade, cv2.LINE_AA)
    else:
        cv2.polylines(image, [np.stack([cx + wide * np.cos(t), cy + np.sin(t * 2) * 2], 1).astype(np.int32)], False,
                      tuple(float(v) for v in tone * 0.4), int(rng.integers(1, 4)), cv2.LINE_AA)
    if rng.random() < 0.6:
        for sign in (-1, 1):
            place = (int(cx + sign * wide * 0.3), int(cy - high - side * rng.uniform(0.1, 0.2)))
            cv2.ellipse(image, place, (int(side * 0.03), int(side * 0.02)), 0, 0, 360, tuple(float(v) for v in tone * 0.3), -1, cv2.LINE_AA)
    y, x = np.mgrid[0:side, 0:side].astype(np.float32) / side
    image *= (1.05 - 0.8 * ((x - cx / side) ** 2 + (y - 0.45) ** 2))[..., None]
    return finish(image)
